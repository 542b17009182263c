import type { CauseCode } from './cause-codes.ts'
import type { ClockReading } from './clocks.ts'
import { ISSUER_FILE_FAULTS, PROXY_FAULTS } from './setting-faults.ts'
import type { Observation } from './verdict.ts'

/** The links of the chain, in the order in which a question about a key meets them. */
export const STAGES = [
  'text',
  'machine',
  'php',
  'resolve',
  'connect',
  'proxy',
  'tls',
  'http',
  'json',
  'contract',
  'verdict',
  'large',
  'glpi-reach',
  'glpi-sign-in',
  'glpi-right',
  'glpi-settings',
  'glpi-file',
  'glpi-stored',
  'glpi-copy',
  'directory',
] as const
export type Stage = (typeof STAGES)[number]

/**
 * `used`: the path every check takes. `direct`: tried beside a proxy, without a key. `host`: from GLPI's own machine, with its PHP,
 * as GLPI itself asks. `glpi`: a connected GLPI.
 */
export const ROUTES = ['used', 'direct', 'host', 'glpi'] as const
export type Route = (typeof ROUTES)[number]

/** `not-needed`: this path has no such link, such as TLS on plain HTTP. `not-reached`: an earlier link failed, or there is no key. */
export const OUTCOMES = ['passed', 'failed', 'not-reached', 'not-needed'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What a step may report, and nothing else: an allow-list, so that no key and no login can slip in. */
export const FACTS = [
  /** Of the key's text: `Finding`, characters, `sha256:…`. */
  'finding',
  'length',
  'fingerprint',
  /** A name that was resolved; addresses separated by ", ", empty for none. */
  'host',
  'ipv4',
  'ipv6',
  /** `dns` or `hosts-file`. */
  'answered-by',
  /** Milliseconds until the system answered as it does for every check, and DNS for A and AAAA; absent when it did not. */
  'lookup-ms',
  'ipv4-ms',
  'ipv6-ms',
  /** The system's own code, as ENOTFOUND, ECONNREFUSED, CERT_HAS_EXPIRED. */
  'error-code',
  'address',
  'port',
  /** `host:port`, without a login. */
  'proxy',
  /** Where the proxy's address was found: `environment`, `instance` or `glpi`. */
  'proxy-from',
  'proxy-status',
  /** Schemes of `Proxy-Authenticate` (RFC 9110, 11.7.1), as "Negotiate, NTLM". */
  'proxy-authenticate',
  /** `Server` or `Via` of the proxy's own reply. */
  'proxy-software',
  'tls-version',
  'issuer',
  'issuer-organisation',
  'subject',
  /** DNS names of the certificate, separated by ", ". */
  'names',
  /** ISO 8601 instants. */
  'valid-from',
  'valid-to',
  /** SHA-256 of the certificate. */
  'certificate',
  /**
   * Whose list of issuers was used: `node`, `node+extra` (NODE_EXTRA_CA_CERTS), `system` (OpenSSL's own), or
   * `node, extra not loaded: ca-der` with one of `ISSUER_FILE_FAULTS`.
   */
  'trust',
  /** The path that was asked for, as `/api/registration/info`. */
  'asked',
  /** `User-Agent`, and where the instance id comes from that was sent with the key: `seen` in GLPI, `given` by a person, or `none`. */
  'asked-as',
  'instance-id',
  'status',
  'content-type',
  'server',
  'via',
  /** `Date` as it stood in the reply. */
  'date',
  /** Where a redirect points: scheme, host, port and path, without query. */
  'location',
  'retry-after',
  'bytes',
  /** `<title>` of a page that came in place of an answer. */
  'page-title',
  /** The first line that GLPI, a command or a database said about it. */
  'said',
  /** What stood around the JSON of a reply: `byte-order-mark` or `php-messages`. */
  'noise',
  /** Names of the members of the JSON object, separated by ", ". */
  'members',
  /** The member that is missing or of another type than agreed. */
  'wrong-member',
  'verdict',
  /** The vendor's own sentence. */
  'message',
  'subscription',
  'ends-at',
  'plugins',
  /** As GLPI reports it, "10.0.19". */
  'glpi-version',
  /** What the account may do with GLPI's setup: `none`, `read`, `update` or `read, update`. */
  'rights',
  /** The profile that a GLPI session has, and the account's others, separated by ", ". */
  'profile',
  'other-profiles',
  /** `TARBALL`, `GIT`, `DOCKER` … */
  'install-mode',
  'php-version',
  /** PHP extensions that GLPI needs and this PHP does not have, separated by ", ". */
  'missing-extensions',
  /** The user that the commands on GLPI's machine run as. */
  'user',
  /** The user that PHP runs as behind the web server, for whom files and folders are judged; and where that comes from: one of `PHP_USER_SOURCES`. */
  'judged-for',
  'judged-by',
  /** The file of issuers that curl trusts there. */
  'ca-bundle',
  /** A file or a folder, its owner, its permissions as `0640`, and what the user it is judged for can do with it: one of `PATH_STATES`. */
  'path',
  'owner',
  'mode',
  'state',
  /** The first line that GLPI, a command or a database said about it. */
  'said',
  /** Why a step was not reached or not needed, or has no more to report: one of `REASONS`. */
  'reason',
] as const
export type Fact = (typeof FACTS)[number]
export type Facts = Partial<Record<Fact, string>>

/** `files`: the owner of GLPI's folder `files/`; `files-part`: of a folder in it, where that is root's; `process`: of the web server's PHP. */
export const PHP_USER_SOURCES = ['files', 'files-part', 'process'] as const
export type PhpUserSource = (typeof PHP_USER_SOURCES)[number]

/**
 * `unknown`: whether PHP may is not known. Of Latchkey's copy of GLPI's encryption file: `opens` something that GLPI itself sealed;
 * `opens-nothing` of what GLPI sealed; `untried`, because there is nothing to try it on.
 */
export const PATH_STATES = [
  'sound',
  'missing',
  'unreadable',
  'wrong-length',
  'writable',
  'read-only',
  'unknown',
  'opens',
  'opens-nothing',
  'untried',
] as const
export type PathState = (typeof PATH_STATES)[number]

/**
 * The step was `not-reached` or `not-needed` because: there is no key that may be sent; no proxy is set; nothing is encrypted; an
 * earlier link failed; somebody cancelled; the time was over; GLPI Network asked for a pause; it refused the key; there is no token
 * for GLPI; no key was ever saved in it; PHP there has no curl; the proxy that GLPI uses is not known. `no-key-file`: passed, as far as
 * can be checked without the file that GLPI encrypts with. The others stand beside a failure: what is wrong with the address of a
 * proxy, or with the file of issuers.
 */
export const REASONS = [
  'no-key',
  'no-proxy',
  'plain-http',
  'earlier-failure',
  'cancelled',
  'out-of-time',
  'rate-limited',
  'key-refused',
  'no-token',
  'nothing-stored',
  'no-curl',
  'proxy-unknown',
  'no-key-file',
  ...PROXY_FAULTS,
  ...ISSUER_FILE_FAULTS,
] as const
export type Reason = (typeof REASONS)[number]

/** Stands in place of a text from the other side of a wire that quotes a secret: the key, a token, a password. */
export const WITHHELD = 'withheld'

/** Longer texts are cut: text from another system is shown as received, but not at any length. */
export const MAX_FACT_CHARACTERS = 300

export type StepId = string

export type Planned = {
  /** Unique within a run: `resolve`, `connect:192.0.2.44`, `direct:tls`. */
  id: StepId
  stage: Stage
  route: Route
}

export type Step = Planned & {
  outcome: Outcome
  /** Milliseconds by a monotonic clock; null for a step that did not run. */
  ms: number | null
  cause: CauseCode | null
  facts: Facts
}

/** The headline is the cause to act on; the others stand below it. Both empty: nothing blocks it. */
export type Conclusion = { headline: CauseCode | null; others: CauseCode[] }

export type Diagnosis = {
  /** Correlation id: 16 letters and digits, new for every run, and shown in the report and the gateway's log. */
  id: string
  /** ISO 8601 instants by the gateway's clock. */
  startedAt: string
  endedAt: string
  /** The address that was asked, without login and query. */
  services: string
  steps: Step[]
  clocks: ClockReading[]
  /** What GLPI Network said of the key, when it was asked with one. */
  observation: Observation | null
  conclusion: Conclusion
  /** For the telephone; see `support-code.ts`. */
  supportCode: string
}

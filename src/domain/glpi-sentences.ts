import type { CauseCode } from './cause-codes.ts'

/** Which GLPI was seen to say it: 10.0.19 and 11.0.8, or both. */
type SeenIn = '10' | '11' | 'both'

/** Where it stands: in the tab GLPI Network, its marketplace, on any of its pages, in an API's reply, or in its log. */
export const GLPI_PLACES = ['tab', 'marketplace', 'page', 'api', 'log'] as const
export type GlpiPlace = (typeof GLPI_PLACES)[number]

type Sentence = {
  /** GLPI's own words, in English; null where it says nothing. Short, as one reads them out. */
  text: string | null
  place: GlpiPlace
  in: SeenIn
  /** What else was seen to bring it about, beside the runs below. */
  causes?: readonly CauseCode[]
}

/** What one sees in GLPI while its key does not work. */
export const GLPI_SENTENCES = {
  'connection-failed': {
    text: 'Connection failed. If you use a proxy, please configure it',
    place: 'tab',
    in: 'both',
    causes: ['tls-self-signed', 'tls-expired', 'tls-not-yet-valid'],
  },
  'proxy-failed': { text: 'Failed to connect to the proxy server', place: 'tab', in: 'both' },
  'unable-to-fetch': {
    text: 'Unable to fetch registration information',
    place: 'tab',
    in: 'both',
    causes: ['reply-too-large'],
  },
  invalid: {
    text: 'The registration key is invalid',
    place: 'tab',
    in: 'both',
    causes: ['key-refused', 'key-wrong-secret', 'key-placeholder', 'stored-unreadable'],
  },
  'other-instance': { text: 'This key belongs to another instance', place: 'tab', in: 'both' },
  terminated: {
    text: 'The registration key refers to a terminated subscription',
    place: 'tab',
    in: 'both',
    causes: ['subscription-not-started'],
  },
  valid: { text: 'The registration key is valid', place: 'tab', in: 'both' },
  'keeps-loading': { text: null, place: 'tab', in: 'both' },
  'field-empty': {
    text: null,
    place: 'tab',
    in: 'both',
    causes: ['stored-blank', 'crypt-key-changed', 'stored-unencrypted'],
  },
  'run-change-key': { text: 'security:change_key', place: 'tab', in: '11', causes: ['crypt-key-missing'] },
  'no-save-button': { text: null, place: 'tab', in: 'both', causes: ['right-missing'] },
  'could-not-resolve': { text: 'Could not resolve host', place: 'tab', in: 'both', causes: ['dns-not-found'] },
  resolving: { text: 'Resolving timed out after 5000 milliseconds', place: 'tab', in: 'both', causes: ['dns-timeout'] },
  'timed-out': { text: 'Connection timed out', place: 'tab', in: 'both', causes: ['connect-timeout'] },
  'local-issuer': {
    text: 'unable to get local issuer certificate',
    place: 'tab',
    in: 'both',
    causes: ['tls-untrusted-issuer'],
  },
  'self-signed': {
    text: 'self-signed certificate',
    place: 'tab',
    in: 'both',
    causes: ['tls-untrusted-issuer', 'tls-self-signed'],
  },
  'no-alternative': {
    text: 'no alternative certificate subject name matches target host name',
    place: 'tab',
    in: 'both',
    causes: ['tls-wrong-host'],
  },
  'wrong-version': { text: 'wrong version number', place: 'tab', in: 'both', causes: ['tls-not-tls'] },
  'not-valid': {
    text: 'Your GLPI Network registration is not valid',
    place: 'marketplace',
    in: '11',
    causes: ['key-refused', 'rate-limited'],
  },
  'no-plugin-list': { text: 'Unable to fetch plugin list', place: 'marketplace', in: '11', causes: ['vendor-error'] },
  'gateway-timeout': { text: '504', place: 'marketplace', in: 'both', causes: ['reply-stalled'] },
  'too-many': { text: 'Too Many Attempts.', place: 'log', in: 'both', causes: ['rate-limited'] },
  'create-security-key': {
    text: 'You must create a security key',
    place: 'log',
    in: 'both',
    causes: ['stored-blank', 'crypt-key-missing'],
  },
  'another-key': {
    text: 'may have been crypted with another key',
    place: 'log',
    in: 'both',
    causes: ['crypt-key-changed'],
  },
  maintenance: { text: 'Service is down for maintenance', place: 'page', in: 'both', causes: ['glpi-maintenance'] },
  'update-needed': { text: 'Update needed', place: 'page', in: 'both', causes: ['glpi-update-needed'] },
  'sql-server': {
    text: 'The connection to the SQL server could not be established',
    place: 'page',
    in: 'both',
    causes: ['glpi-database-down'],
  },
  'api-disabled': { text: 'API disabled', place: 'api', in: 'both', causes: ['glpi-api-disabled'] },
  'api-v2-disabled': { text: 'The High-Level API is disabled', place: 'api', in: '11', causes: ['glpi-api-disabled'] },
  'not-allowed-ip': { text: 'ERROR_NOT_ALLOWED_IP', place: 'api', in: 'both', causes: ['glpi-api-disabled'] },
  'user-token': {
    text: 'ERROR_GLPI_LOGIN_USER_TOKEN',
    place: 'api',
    in: 'both',
    causes: ['glpi-sign-in-refused', 'crypt-key-missing', 'crypt-key-changed'],
  },
  'app-token': {
    text: 'ERROR_WRONG_APP_TOKEN_PARAMETER',
    place: 'api',
    in: 'both',
    causes: ['glpi-sign-in-refused', 'crypt-key-missing', 'crypt-key-changed'],
  },
  'right-missing': {
    text: 'ERROR_RIGHT_MISSING',
    place: 'api',
    in: 'both',
    causes: ['right-missing', 'oauth-scope-missing', 'glpi-api-disabled'],
  },
  'login-missing': {
    text: 'ERROR_LOGIN_PARAMETERS_MISSING',
    place: 'api',
    in: 'both',
    causes: ['glpi-header-dropped'],
  },
  'invalid-client': {
    text: 'invalid_client',
    place: 'api',
    in: '11',
    causes: ['oauth-client-refused', 'crypt-key-changed'],
  },
  scopes: { text: 'You do not have the required scope(s)', place: 'api', in: '11', causes: ['oauth-scope-missing'] },
} as const satisfies Record<string, Sentence>
export type SentenceCode = keyof typeof GLPI_SENTENCES

type Run = { matter: string; says: readonly SentenceCode[]; cause: CauseCode }

const NO_CONNECTION = ['connection-failed', 'unable-to-fetch'] as const
const NO_PROXY = ['proxy-failed', 'unable-to-fetch'] as const

/**
 * Faults that were brought about for real, with what a client that asks as GLPI does showed of each. The only table of
 * this: src/docs/causes.md shows it, `npm run test:faults` compares it with what it observes.
 */
export const FAULTS_SEEN_IN_GLPI: readonly Run[] = [
  { matter: 'the resolver knows no such name', says: NO_CONNECTION, cause: 'dns-not-found' },
  { matter: 'questions about names are dropped', says: NO_CONNECTION, cause: 'dns-timeout' },
  { matter: 'a rule rejects the connection', says: NO_CONNECTION, cause: 'connect-refused' },
  { matter: 'outgoing packets vanish', says: NO_CONNECTION, cause: 'connect-timeout' },
  { matter: 'a filter reads the name in the handshake and resets', says: NO_CONNECTION, cause: 'connection-reset' },
  { matter: 'an appliance opens the encryption', says: NO_CONNECTION, cause: 'tls-untrusted-issuer' },
  { matter: 'DNS sends to a parked site', says: NO_CONNECTION, cause: 'tls-wrong-host' },
  { matter: 'a web server without encryption listens there', says: NO_CONNECTION, cause: 'tls-not-tls' },
  {
    matter: 'the clock of the server is years ahead: certificates seem expired',
    says: NO_CONNECTION,
    cause: 'clock-ahead',
  },
  {
    matter: 'the clock of the server is years behind: certificates seem not to be valid yet',
    says: NO_CONNECTION,
    cause: 'clock-behind',
  },
  { matter: 'the port of the proxy is wrong, or it is down', says: NO_PROXY, cause: 'proxy-unreachable' },
  { matter: 'no login is set', says: NO_PROXY, cause: 'proxy-auth-required' },
  { matter: 'the name is not on the list of the proxy', says: NO_PROXY, cause: 'proxy-denied' },
  { matter: 'the resolver of the proxy fails (503)', says: NO_PROXY, cause: 'proxy-cannot-reach' },
  { matter: 'the vendor asks for a pause of 30 seconds', says: ['unable-to-fetch'], cause: 'rate-limited' },
  { matter: 'the service fails', says: ['unable-to-fetch'], cause: 'vendor-error' },
  { matter: 'a captive portal answers 200', says: ['unable-to-fetch'], cause: 'not-the-vendor' },
  { matter: 'a captive portal redirects to itself', says: ['unable-to-fetch'], cause: 'redirected' },
  { matter: 'something cuts the reply and mends its length', says: ['unable-to-fetch'], cause: 'reply-unreadable' },
  { matter: 'the question arrives and no answer comes', says: ['keeps-loading'], cause: 'reply-timeout' },
  { matter: 'the answer begins and stops', says: ['keeps-loading'], cause: 'reply-stalled' },
  { matter: 'packets above the path MTU vanish', says: ['valid'], cause: 'reply-stalled' },
  { matter: 'the text was cut while copying', says: ['invalid'], cause: 'key-damaged' },
  { matter: 'the key is registered for another instance', says: ['other-instance'], cause: 'key-refused' },
  { matter: 'the contract is over', says: ['terminated'], cause: 'subscription-ended' },
]

export const SENTENCE_CODES = Object.keys(GLPI_SENTENCES).filter((code): code is SentenceCode => code in GLPI_SENTENCES)

const EVERY_SENTENCE: Readonly<Record<SentenceCode, Sentence>> = GLPI_SENTENCES

/** What a sentence can come from, each once: what was seen first, as often as it is met. */
export function causesOfSentence(code: SentenceCode): CauseCode[] {
  const seen = FAULTS_SEEN_IN_GLPI.filter(({ says }) => says.includes(code)).map(({ cause }) => cause)
  return [...new Set([...seen, ...(EVERY_SENTENCE[code].causes ?? [])])]
}

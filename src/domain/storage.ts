import type { CauseCode } from './cause-codes.ts'
import type { ReplyEvidence } from './evidence.ts'

/**
 * Did the key stick in GLPI? `proven`: the stored value was once proven to be this key; whether GLPI can read it today is
 * another question. `accepted`: it was taken, and nothing proves that GLPI has it. `blank`: the value is empty, and nothing shows whether
 * it was emptied or never encrypted. `unreadable`: something is stored that GLPI cannot read. `unknown`: it was not seen. `none`: GLPI has
 * no key, or no GLPI is connected.
 */
export const STORAGES = ['proven', 'accepted', 'blank', 'unreadable', 'unknown', 'none'] as const
export type Storage = (typeof STORAGES)[number]

/** The connection methods: GLPI's legacy REST API, its API v2 (GLPI 11), its console, its database. */
export const METHOD_KINDS = ['rest', 'rest-v2', 'console', 'database'] as const
export type MethodKind = (typeof METHOD_KINDS)[number]

/** What a GLPI keeps as its registration key, as far as one method can see it. */
export type StoredKey = {
  /**
   * `none`: no row, NULL (as in a GLPI 11 that never had a key), or an encrypted nothing; or an empty value in a GLPI that is seen to be
   * able to encrypt, which is what its tab, its console and its API store of an emptied field. `blank`: an empty value, and either it is
   * not seen whether this GLPI can encrypt (`cause` is `stored-blank`), or it cannot (`crypt-key-missing`): then it stores the same of any
   * key. `readable`: decrypted, see `fingerprint`. `present`: encrypted in the right shape, and not opened; `cause` is what the matter
   * is with Latchkey's copy of the crypt key, where it has one. `faulty`: see `cause`. `unseen`: this method does not show it.
   */
  state: 'none' | 'blank' | 'readable' | 'present' | 'faulty' | 'unseen'
  cause: CauseCode | null
  /** `sha256:…` of the key, where the value was decrypted. */
  fingerprint: string | null
  /** Characters of the key, where they show. */
  length: number | null
  /** SHA-256 of the stored value, in hexadecimal: GLPI encrypts with a new nonce, so it changes with every write. */
  mark: string | null
  /** The method that saw it. */
  by: MethodKind | null
  /**
   * Whether GLPI itself can read what it encrypted: by its own file, as its PHP may read it, or by a token that GLPI 11 had to decrypt to
   * open this session. null: not observed. A copy of the file does not show that, nor does an unchanged value.
   */
  glpiReads: boolean | null
  /** Whether Latchkey's copy of the crypt key opened something that GLPI itself had encrypted; null: no copy, or nothing to try it on. */
  copyProven: boolean | null
}

/** GLPI's own `marketplace_replace_plugins`: 1 ask, 2 replace the plugins page, 3 never (src/Marketplace/Controller.php). */
export const REPLACE_PLUGINS = [1, 2, 3] as const
export type ReplacePlugins = (typeof REPLACE_PLUGINS)[number]
/** What GLPI does while nobody has chosen: there is no such setting then. */
export const ASKS: ReplacePlugins = 1

/** What was seen of one GLPI. null: not observed by the methods that are configured; never a guess. */
export type Snapshot = {
  /** As GLPI reports it, "10.0.19". */
  version: string | null
  /** `glpi_network_uuid`: 40 characters. */
  uid: string | null
  /** `TARBALL`, `GIT`, `DOCKER`, `CLOUD` … (GLPI_INSTALL_MODE). */
  installMode: string | null
  rights: { read: boolean; update: boolean } | null
  /** GLPI's own proxy, or false where it has none set. The password comes from methods that can decrypt it, and never leaves the gateway. */
  proxy: { host: string; port: number; user: string | null; password: string | null } | false | null
  /** GLPI 11's `proxy_exclusions`; `GLPINetwork` among them sends all calls to GLPI Network past its proxy. */
  proxyExclusions: readonly string[] | null
  /** Whether GLPI Network answered the PHP of GLPI's own machine, and the cause if it did not. */
  vendorReach: { reachable: boolean; cause: CauseCode | null } | null
  replacePlugins: ReplacePlugins | null
  marketplaceEnabled: boolean | null
  /** Whether the marketplace directory may be written to. */
  directoryWritable: boolean | null
  /** Whether `config/glpicrypt.key` can be used by GLPI. */
  cryptKey: 'sound' | 'missing' | null
  stored: StoredKey
}

export const UNSEEN_KEY: StoredKey = {
  state: 'unseen',
  cause: null,
  fingerprint: null,
  length: null,
  mark: null,
  by: null,
  glpiReads: null,
  copyProven: null,
}

export const EMPTY_SNAPSHOT: Snapshot = {
  version: null,
  uid: null,
  installMode: null,
  rights: null,
  proxy: null,
  proxyExclusions: null,
  vendorReach: null,
  replacePlugins: null,
  marketplaceEnabled: null,
  directoryWritable: null,
  cryptKey: null,
  stored: UNSEEN_KEY,
}

/** The outcome of setting or removing a key. */
export type WriteOutcome = {
  /**
   * `kept`: nothing was written, because GLPI already holds exactly this; because `cause` prevented it; because GLPI refused; or
   * because the former value is still there, whatever the answer was.
   */
  did: 'wrote' | 'removed' | 'kept'
  storage: Storage
  cause: CauseCode | null
  /** A system's or GLPI's own code beside the cause, as ECONNREFUSED. */
  errorCode: string | null
  /** Whether GLPI itself can read the key at this moment: it has just encrypted it, or was seen to open it. null: not observed. */
  readable: boolean | null
  /** What was received instead of an answer, without secrets. */
  evidence?: ReplyEvidence
  before: StoredKey
  after: StoredKey
}

/** The only definition of success: a key that is proven, or proven to be gone. */
export const isDone = (outcome: WriteOutcome, wanted: 'set' | 'remove'): boolean =>
  outcome.cause === null && outcome.storage === (wanted === 'set' ? 'proven' : 'none')

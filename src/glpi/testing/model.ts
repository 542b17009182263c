import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { encryptedAsGlpi } from './as-glpi.ts'

export const MODEL_KEY_NAME = 'glpinetwork_registration_key'
const KEY_ROW = 271

export type ModelRow = { id: number; context: string; name: string; value: string | null }

/** `config/glpicrypt.key` as PHP finds it. With anything but its 32 bytes GLPI encrypts every text to nothing. */
export type CryptFile = Uint8Array | 'missing' | 'unreadable'

/** Everything that is left out is as it has to be. */
export type OAuthClient = {
  enabled: boolean
  clientId: string
  clientSecret: string
  grants?: readonly string[]
  scopes?: readonly string[]
  /** Where it may lead people back to. */
  redirectUris?: readonly string[]
  /** It may be used from the address that asks. */
  allowedAddress?: boolean
}

/** A code that GLPI's page for the consent has sent back. */
export type AuthCode = { redirectUri: string; challenge: string | null }

export type Bearer = { scopes: readonly string[]; account: boolean }

/** How one GLPI is set up. Every member may be changed while it listens. */
export type Model = {
  apiEnabled: boolean
  /** Whether an API client is active for the address that asks. */
  clientActive: boolean
  /** What the API client asks for; null for nothing, and then any App-Token is wrong. */
  appToken: string | null
  userToken: string
  login: string
  password: string
  /** The bits of the right `config`; null for a profile that has none at all. */
  config: number | null
  /** 10 or 11: what it answers follows from that. */
  version: string
  /** The settings, the key's own row among them: in 11 from the first, with NULL, in 10 once a key was saved. */
  rows: ModelRow[]
  cryptFile: CryptFile
  /** What GLPI 11 encrypted its tokens and the secrets of OAuth clients with; it opens them with `cryptFile`. */
  secretsFile: CryptFile
  /** What the web server does to `Authorization`. */
  authorization: 'handed on' | 'emptied' | 'dropped'
  loginByPassword: boolean
  loginByToken: boolean
  /** MariaDB with `read_only=1`. */
  readOnly: boolean
  /** What happens to a text too long for its column: an error, as in a strict MariaDB, or a reply as if it had been saved. */
  tooLong: 'error' | 'silent'
  /** GLPI 11's API and its OAuth client. */
  hlapi: OAuthClient | null
  /** Ids of the sessions that are open, with the right that each began with. 11 hands them out encrypted. */
  sessions: Map<string, number | null>
  /** As GLPI names the person; empty where they have no name but their login. */
  friendlyName: string
  /** Whether the account may still sign in, and whether it may see itself among GLPI's users. */
  accountIsOpen: boolean
  seesOwnAccount: boolean
  /** Cookies of people who are signed in on its own pages; what was agreed to there, and can be exchanged once. */
  webSessions: Set<string>
  codes: Map<string, AuthCode>
  refreshTokens: Map<string, string>
  /** Whether its API v2 says what a profile may do, as it does since 2.2. */
  hasV2Rights: boolean
  /** Access tokens of API v2, each with what it may do. */
  bearers: Map<string, Bearer>
  /** `files/_sessions` cannot be written to, or GLPI 11 cannot encrypt: the session is an empty text. */
  sessionsUnwritable: boolean
  /** Those of the account; the first one is in use. */
  profiles: { id: number; name: string }[]
  /** What ended up in the history in clear. */
  history: string[]
  /** Rows of `glpi_plugins`. */
  plugins: { directory: string; name: string; version: string; state: number }[]
  /** Whether its API v2 lists them, as it does since 2.3. */
  hasV2Plugins: boolean
}

export const newModel = (): Model => ({
  apiEnabled: true,
  clientActive: true,
  appToken: null,
  userToken: 'A1b2C3d4E5f6G7h8I9j0A1b2C3d4E5f6G7h8I9j0',
  login: 'glpi',
  password: 'glpi-password',
  config: 3,
  version: '10.0.19',
  rows: coreRows(),
  cryptFile: 'missing',
  secretsFile: 'missing',
  authorization: 'handed on',
  loginByPassword: true,
  loginByToken: true,
  readOnly: false,
  tooLong: 'error',
  hlapi: null,
  sessions: new Map(),
  friendlyName: '',
  accountIsOpen: true,
  seesOwnAccount: true,
  webSessions: new Set(),
  codes: new Map(),
  refreshTokens: new Map(),
  hasV2Rights: true,
  bearers: new Map(),
  sessionsUnwritable: false,
  profiles: [{ id: 4, name: 'Super-Admin' }],
  history: [],
  plugins: [],
  hasV2Plugins: true,
})

export const is11 = ({ version }: Pick<Model, 'version'>): boolean => Number.parseInt(version, 10) >= 11

/** A GLPI 11 that never had a key, with all its secrets encrypted by one file. */
export function newModel11(cryptFile: CryptFile, set: Partial<Model> = {}): Model {
  const glpi = { ...newModel(), version: '11.0.8', cryptFile, secretsFile: cryptFile, ...set }
  if (!set.rows) storeKey(glpi, null)
  return glpi
}

/** `security:change_key` with the former file in place: all is encrypted anew, an empty value too. */
export function changeCryptFile(glpi: Model, file: Uint8Array): void {
  const key = readableKey(glpi)
  glpi.cryptFile = file
  glpi.secretsFile = file
  if (key !== null && keyRowOf(glpi)) storeKey(glpi, encryptedAsGlpi(key, file))
}

/** As many as a plain GLPI has, including the few that are returned. */
function coreRows(): ModelRow[] {
  const core = (id: number, name: string, value: string): ModelRow => ({ id, context: 'core', name, value })
  const named = [
    core(1, 'version', '10.0.19'),
    core(201, 'proxy_name', ''),
    core(202, 'proxy_port', '8080'),
    core(203, 'proxy_user', ''),
    core(270, 'glpi_network_uuid', 'u'.repeat(40)),
  ]
  const others = Array.from({ length: 265 }, (_, id) => core(id + 2, `setting_${id}`, String(id)))
  return [...named, ...others.filter(({ id }) => named.every((row) => row.id !== id))]
}

const isKeyRow = ({ context, name }: ModelRow): boolean => context === 'core' && name === MODEL_KEY_NAME

export const keyRowOf = ({ rows }: Pick<Model, 'rows'>): ModelRow | undefined => rows.find(isKeyRow)

/** Puts the key's row where GLPI has it: behind the others. It keeps its id; one that was dropped comes back with another. */
export function storeKey(glpi: Pick<Model, 'rows'>, value: string | null): void {
  const id = keyRowOf(glpi)?.id ?? Math.max(KEY_ROW - 1, ...glpi.rows.map((row) => row.id)) + 1
  glpi.rows = [...glpi.rows.filter((row) => !isKeyRow(row)), { id, context: 'core', name: MODEL_KEY_NAME, value }]
}

export function dropKey(glpi: Pick<Model, 'rows'>): void {
  glpi.rows = glpi.rows.filter((row) => !isKeyRow(row))
}

export const isSound = (file: CryptFile): file is Uint8Array => typeof file !== 'string' && file.length === 32

/** Whether GLPI 11 can open the tokens and client secrets that it keeps. */
export const opensSecrets = ({ cryptFile, secretsFile }: Pick<Model, 'cryptFile' | 'secretsFile'>): boolean =>
  isSound(cryptFile) && isSound(secretsFile) && Buffer.from(cryptFile).equals(Buffer.from(secretsFile))

/** What GLPI stores of a text in a secured setting: it keeps an empty one, and "0", as they are; what it cannot encrypt is empty. */
export function encrypted({ cryptFile }: Pick<Model, 'cryptFile'>, text: string): string {
  if (text === '' || text === '0') return text
  return isSound(cryptFile) ? encryptedAsGlpi(text, cryptFile) : ''
}

/** What a file opens; null for what it does not. */
export function opened(value: string, file: Uint8Array): string | null {
  const bytes = Buffer.from(value, 'base64')
  const nonce = bytes.subarray(0, 24)
  try {
    return Buffer.from(xchacha20poly1305(file, nonce, nonce).decrypt(bytes.subarray(24))).toString('utf8')
  } catch {
    return null
  }
}

/** What GLPI would send as its key; null for what it cannot read. */
export function readableKey({ rows, cryptFile }: Pick<Model, 'rows' | 'cryptFile'>): string | null {
  const value = keyRowOf({ rows })?.value ?? ''
  if (value === '') return ''
  return isSound(cryptFile) ? opened(value, cryptFile) : null
}

const COLUMN_BYTES = 65_535

/** MariaDB quotes what it did not do. */
const MYSQL_ERROR = "MySQL query error: … UPDATE `glpi_configs` SET `value` = '…' WHERE `id` = '271'"

/** Saves a text as the key. @returns GLPI's message about it; '' for none. */
export function saveKey(glpi: Model, text: string): string {
  const value = encrypted(glpi, text)
  if (glpi.readOnly) return MYSQL_ERROR
  if (Buffer.byteLength(value) > COLUMN_BYTES)
    return glpi.tooLong === 'error' ? "Data too long for column 'value' at row 1" : ''
  storeKey(glpi, value)
  return ''
}

import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { encryptedAsGlpi } from './as-glpi.ts'

export const KEY_NAME = 'glpinetwork_registration_key'
const KEY_ROW = 271

export type Row = { id: number; context: string; name: string; value: string | null }

/** `config/glpicrypt.key` as PHP finds it. With anything but its 32 bytes GLPI encrypts every text to nothing. */
export type CryptFile = Uint8Array | 'missing' | 'unreadable'

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
  version: string
  /** The settings, the key's own row among them once there is one. */
  rows: Row[]
  cryptFile: CryptFile
  /** What a text too long for its column comes to: told in the message, as MariaDB does when strict, or as if it had been saved. */
  tooLong: 'told' | 'silent'
  /** GLPI 11's API, its OAuth client, and its tokens. */
  hlapi: { enabled: boolean; clientId: string; clientSecret: string } | null
  sessions: Set<string>
  /** `files/_sessions` cannot be written to, or GLPI 11 cannot encrypt: the session is an empty text. */
  sessionsUnwritable: boolean
  /** Those of the account; the first one is in use. */
  profiles: { id: number; name: string }[]
  /** What ended up in the history in clear. */
  history: string[]
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
  tooLong: 'told',
  hlapi: null,
  sessions: new Set(),
  sessionsUnwritable: false,
  profiles: [{ id: 4, name: 'Super-Admin' }],
  history: [],
})

/** As many as a plain GLPI has, with the few that are told. */
function coreRows(): Row[] {
  const core = (id: number, name: string, value: string): Row => ({ id, context: 'core', name, value })
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

const isKeyRow = ({ context, name }: Row): boolean => context === 'core' && name === KEY_NAME

export const keyRowOf = ({ rows }: Pick<Model, 'rows'>): Row | undefined => rows.find(isKeyRow)

/** Puts the key's row where GLPI has it: behind the others, made when a key was first saved. */
export function storeKey(glpi: Pick<Model, 'rows'>, value: string | null): void {
  glpi.rows = [...glpi.rows.filter((row) => !isKeyRow(row)), { id: KEY_ROW, context: 'core', name: KEY_NAME, value }]
}

export function dropKey(glpi: Pick<Model, 'rows'>): void {
  glpi.rows = glpi.rows.filter((row) => !isKeyRow(row))
}

const isSound = (file: CryptFile): file is Uint8Array => typeof file !== 'string' && file.length === 32

/** What GLPI stores of a text in a secured setting: it keeps an empty one, and "0", as they are; what it cannot encrypt is empty. */
export function encrypted({ cryptFile }: Pick<Model, 'cryptFile'>, text: string): string {
  if (text === '' || text === '0') return text
  return isSound(cryptFile) ? encryptedAsGlpi(text, cryptFile) : ''
}

/** What GLPI would send as its key; null for what it cannot read. */
export function readableKey({ rows, cryptFile }: Pick<Model, 'rows' | 'cryptFile'>): string | null {
  const value = keyRowOf({ rows })?.value ?? ''
  if (value === '') return ''
  if (!isSound(cryptFile)) return null
  const bytes = Buffer.from(value, 'base64')
  const nonce = bytes.subarray(0, 24)
  try {
    return Buffer.from(xchacha20poly1305(cryptFile, nonce, nonce).decrypt(bytes.subarray(24))).toString('utf8')
  } catch {
    return null
  }
}

const COLUMN_BYTES = 65_535

/** Saves a text as the key. @returns what GLPI says of it; '' for nothing. */
export function saveKey(glpi: Model, text: string): string {
  const value = encrypted(glpi, text)
  if (Buffer.byteLength(value) > COLUMN_BYTES)
    return glpi.tooLong === 'told' ? "Data too long for column 'value' at row 1" : ''
  storeKey(glpi, value)
  return ''
}

import {
  FIELD_KINDS,
  FIELD_ENTRIES,
  SECRETS,
  type FieldKind,
  type FieldEntry,
  type SecretRule,
} from './connection-fields.ts'
import { Connection, ConnectionView, type ConnectionForm } from './connection.ts'

// every runtime has it, and no `lib` of this folder names it
declare const URL: { new (text: string): { href: string }; canParse(text: string): boolean }

/** One part of a connection, or a whole one, in any spelling. */
export type Values = Readonly<Record<string, unknown>>
export type Part = keyof typeof FIELD_KINDS

/** Where each part of the table stands in a connection; its secrets are bound to fields of `place`. */
export const PARTS: readonly { part: Part; place: Part; path: string[] }[] = [
  { part: 'rest', place: 'rest', path: ['rest'] },
  { part: 'restV2', place: 'restV2', path: ['restV2'] },
  { part: 'console', place: 'console', path: ['console'] },
  { part: 'database', place: 'database', path: ['database'] },
  { part: 'databaseTls', place: 'database', path: ['database', 'tls'] },
  { part: 'tls', place: 'tls', path: ['tls'] },
]

/** Where a part stands in a connection: `database.tls` in `database`. */
export const pathOf = (part: Part): string[] => PARTS.find((one) => one.part === part)?.path ?? [part]
export const kindsOf = (part: Part): Readonly<Record<string, FieldKind>> => FIELD_KINDS[part]
export const entriesOf = (part: Part): Readonly<Record<string, FieldEntry>> => FIELD_ENTRIES[part]
export const rulesOf = (part: Part): Readonly<Record<string, SecretRule>> => SECRETS[part]

const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null

export const valueAt = (values: Values, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, name) => (isValues(at) ? at[name] : undefined), values)

function partAt(connection: Values | null, path: readonly string[]): Values | undefined {
  const part = valueAt(connection ?? {}, path)
  return isValues(part) ? part : undefined
}

/** A copy with another value at the end of a path of members that are there. */
function replaceAt(values: Values, [name = '', ...below]: readonly string[], value: unknown): Values {
  const inside = values[name]
  return { ...values, [name]: below.length > 0 && isValues(inside) ? replaceAt(inside, below, value) : value }
}

/** Where the fields of one kind stand. A fleet has its thousands of connections looked through for them. */
const fieldsOfKind = (wanted: FieldKind) =>
  PARTS.flatMap(({ part, path }) =>
    Object.entries(kindsOf(part))
      .filter(([, kind]) => kind === wanted)
      .map(([name]) => ({ path, name, fullName: path.concat(name).join('.') })),
  )
const FIELDS = { url: fieldsOfKind('url'), name: fieldsOfKind('name'), secret: fieldsOfKind('secret') }

/** The texts in the fields of one kind, by their paths. */
const textsOfKind = (connection: Values, wanted: keyof typeof FIELDS): [path: string, text: string][] =>
  FIELDS[wanted].flatMap(({ path, name, fullName }): [string, string][] => {
    const text = partAt(connection, path)?.[name]
    return typeof text === 'string' ? [[fullName, text]] : []
  })

/** Every web address in a connection, by its path. */
export const urlsOf = (connection: Values) => textsOfKind(connection, 'url')

/** The path of each secret that a connection has room for. */
const secretPaths = (connection: Values): string[][] =>
  PARTS.filter(({ path }) => partAt(connection, path)).flatMap(({ part, path }) =>
    Object.keys(rulesOf(part)).map((name) => path.concat(name)),
  )

const changeSecrets = (connection: Values, change: (path: string[], value: unknown) => unknown): Values =>
  secretPaths(connection).reduce(
    (copy, path) => replaceAt(copy, path, change(path, valueAt(connection, path))),
    connection,
  )

/** A GLPI's address in its one spelling: a trailing slash, the default port and the case of the host make no difference. */
const normalizedUrl = (url: string): string => new URL(url).href.replace(/\/+$/, '')

/** Where a part of a connection leads: the values of its fields that are places, to be compared with others. */
export const placeOf = (part: Part, values: Values): string =>
  JSON.stringify(
    Object.entries(kindsOf(part))
      .filter(([name]) => entriesOf(part)[name]?.isPlace)
      .map(([name, kind]) => (kind === 'url' ? normalizedUrl(String(values[name])) : values[name])),
  )

/** What cannot be compared is not the same. */
function isSameValue(kind: FieldKind | undefined, entered: unknown, stored: unknown): boolean {
  if (kind !== 'url') return (typeof entered === 'string' ? entered.trim() : entered) === stored
  if (typeof entered !== 'string' || typeof stored !== 'string') return false
  return URL.canParse(entered) && URL.canParse(stored) && normalizedUrl(entered) === normalizedUrl(stored)
}

/** @param values what is entered where the secret is bound. */
export const isSecretOfUse = ({ onlyWith, onlyWithout }: SecretRule, values: Values | undefined): boolean =>
  (onlyWith === undefined || values?.[onlyWith] !== undefined) &&
  (onlyWithout === undefined || values?.[onlyWithout] === undefined)

/**
 * `given`: typed, or null to remove it. `stays`: as stored. `again`: stored for another address or account, so it must be typed
 * again. `missing`: required, and neither typed nor stored. `none`: there is nothing to do.
 */
export type SecretFate = 'given' | 'stays' | 'again' | 'missing' | 'none'

/**
 * What happens to each secret when a form takes the place of a stored connection. Page and gateway both ask here.
 * @param stored with its secrets, or as the panel receives it.
 */
export function secretFates(form: Values, stored: Values | null): { path: string[]; fate: SecretFate }[] {
  return PARTS.flatMap(({ part, place, path }) => {
    const [entered, formerly] = [partAt(form, path), partAt(stored, path)]
    if (!entered) return []
    const [now, before] = [partAt(form, path.slice(0, 1)), partAt(stored, path.slice(0, 1))]
    const isBound = ({ boundTo }: SecretRule) =>
      boundTo.every((field) => isSameValue(kindsOf(place)[field], now?.[field], before?.[field]))

    function fateOf(name: string, rule: SecretRule): SecretFate {
      const isStored = typeof formerly?.[name] === 'string' || formerly?.[name] === true
      if (entered?.[name] !== undefined) return 'given'
      if (isStored && isBound(rule)) return 'stays'
      if (!isSecretOfUse(rule, now)) return 'none'
      return isStored ? 'again' : rule.isRequired ? 'missing' : 'none'
    }
    return Object.entries(rulesOf(part)).map(([name, rule]) => ({ path: [...path, name], fate: fateOf(name, rule) }))
  })
}

export type Merged = {
  connection: Connection
  /** Secrets that are stored for another address or account, and were left out: they must be given again, or null for none. */
  missing: string[]
}

/** The connection that a form stands for, with the stored secrets that stay. */
export function mergeStoredSecrets(form: ConnectionForm, stored: Connection | null): Merged {
  const fates = secretFates(form, stored).map(({ path, fate }) => ({ name: path.join('.'), fate }))
  const staying = new Set(fates.filter(({ fate }) => fate === 'stays').map(({ name }) => name))
  const merged = changeSecrets(form, (path, given) =>
    staying.has(path.join('.')) ? valueAt(stored ?? {}, path) : (given ?? undefined),
  )
  return {
    connection: Connection.parse(merged),
    missing: fates.filter(({ fate }) => fate === 'again').map(({ name }) => `connection.${name}`),
  }
}

/** What the panel receives. The schema refuses a secret that is more than a yes or no. */
export const connectionView = (connection: Connection): ConnectionView =>
  ConnectionView.parse(changeSecrets(connection, (_, secret) => secret !== undefined))

/**
 * Every secret of a connection, to be searched for in foreign texts. One that equals a name that is shown anyway says
 * nothing more where it stands: "Access denied for user 'glpi'" is for everybody to read.
 */
export function secretsOf(connection: Connection): string[] {
  const names = new Set(textsOfKind(connection, 'name').map(([, name]) => name))
  return textsOfKind(connection, 'secret')
    .map(([, secret]) => secret)
    .filter((secret) => !names.has(secret))
}

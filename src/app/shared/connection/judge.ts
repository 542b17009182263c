import { ConnectionForm, type ConnectionView } from '#contract/connection.ts'
import { withScheme } from '#contract/glpi-address.ts'
import { wordsOfCommand } from './command-words.ts'
import { PART_OF, type ConnectionFields } from './fields.ts'

/** `missing`: needed, and empty. `again`: a stored secret that may not go to the new address or account unseen. */
export const ENTRY_REASONS = ['missing', 'again', 'shape'] as const
export type EntryReason = (typeof ENTRY_REASONS)[number]

export type Issue = { path: [part: string, field: string]; reason: EntryReason }
export type ConnectionJudgement = { connection: ConnectionForm | null; issues: Issue[] }

/** From the form to what the gateway takes; a connection without a method is none. */
export function judgeConnection(fields: ConnectionFields, stored: ConnectionView | null): ConnectionJudgement {
  const { methods, write, prove } = fields
  if (methods.length === 0) return { connection: null, issues: [] }
  const candidate = {
    ...(methods.includes('rest') && { rest: restOf(fields, stored) }),
    ...(methods.includes('rest-v2') && { restV2: restV2Of(fields) }),
    ...(methods.includes('console') && { console: consoleOf(fields) }),
    ...(methods.includes('database') && { database: databaseOf(fields) }),
    ...(usesHttp(methods) && tlsOf(fields)),
    ...(methods.length > 1 && write !== '' && methods.includes(write) && { write }),
    ...(methods.length > 1 && prove !== '' && methods.includes(prove) && { prove }),
  }
  const parsed = ConnectionForm.safeParse(candidate)
  const issues = [
    ...(parsed.error?.issues ?? []).map(({ path }): Issue => issueAt(String(path[0]), fieldOf(path), fields)),
    ...missingSecrets(fields, stored),
  ]
  return { connection: parsed.success && issues.length === 0 ? parsed.data : null, issues }
}

/** Left empty, it is left out: then the stored one stays. null takes that away. */
const secret = ({ forget }: ConnectionFields, name: string, typed: string): string | null | undefined =>
  typed !== '' ? typed : forget.includes(name) ? null : undefined

const optional = (typed: string): string | undefined => (typed.trim() === '' ? undefined : typed.trim())

function restOf(fields: ConnectionFields, stored: ConnectionView | null) {
  const { url, by, userToken, login, password, appToken, webLogin, webPassword, profile } = fields.rest
  const who =
    by === 'token'
      ? { userToken: secret(fields, 'rest.userToken', userToken), ...(stored?.rest?.password && { password: null }) }
      : {
          login,
          password: secret(fields, 'rest.password', password),
          ...(stored?.rest?.userToken && { userToken: null }),
        }
  return {
    url: withScheme(url),
    ...who,
    appToken: secret(fields, 'rest.appToken', appToken),
    webLogin: optional(webLogin),
    // without a login it is of no use, and a stored one goes with it
    webPassword: optional(webLogin) && secret(fields, 'rest.webPassword', webPassword),
    profile: optional(profile),
  }
}

function restV2Of(fields: ConnectionFields) {
  const { url, clientId, clientSecret, login, password } = fields.restV2
  return {
    url: withScheme(url),
    clientId,
    clientSecret: secret(fields, 'restV2.clientSecret', clientSecret),
    login,
    password: secret(fields, 'restV2.password', password),
  }
}

const usesHttp = (methods: ConnectionFields['methods']): boolean =>
  methods.includes('rest') || methods.includes('rest-v2')

function tlsOf({ tls }: ConnectionFields) {
  const given = { ca: optional(tls.ca), fingerprint: optional(tls.fingerprint) }
  return (given.ca !== undefined || given.fingerprint !== undefined) && { tls: given }
}

function consoleOf({ console: { prefix, folder, php } }: ConnectionFields) {
  return { prefix: wordsOfCommand(prefix) ?? null, folder: folder.trim(), php: optional(php) }
}

function databaseOf(fields: ConnectionFields) {
  const { host, port, user, password, name, cryptKeyFile, tls, ca, anyName, cert, certKey } = fields.database
  return {
    host,
    port: port.trim() === '' ? undefined : Number(port),
    user,
    password: secret(fields, 'database.password', password),
    name,
    cryptKeyFile: optional(cryptKeyFile),
    ...(tls && {
      tls: {
        ca: optional(ca),
        cert: optional(cert),
        key: secret(fields, 'database.certKey', certKey),
        ...(anyName && { anyName }),
      },
    }),
  }
}

/** The form keeps what belongs to TLS beside the rest. */
const TLS_FIELDS: Readonly<Record<string, string>> = { key: 'certKey' }

function fieldOf([, field, below]: readonly PropertyKey[]): string {
  if (field !== 'tls' || below === undefined) return String(field)
  return TLS_FIELDS[String(below)] ?? String(below)
}

function issueAt(part: string, field: string, fields: ConnectionFields): Issue {
  const shown = part === 'tls' ? part : Object.values(PART_OF).find((name) => name === part)
  const typed = shown && Object.entries(fields[shown]).find(([name]) => name === field)?.[1]
  return { path: [part, field], reason: typeof typed === 'string' && typed.trim() === '' ? 'missing' : 'shape' }
}

/** The same words for the form's address and for what was stored of it. */
const sameUrl = (one: string | undefined, other: string) => one !== undefined && one === withScheme(other)

const same = (one: string | undefined, other: string) => one !== undefined && one === other.trim()

/**
 * Secrets that a method requires, and stored ones that would go to another address: the gateway wants those again, so that
 * nobody sends them to a machine of their own by changing the address.
 */
function missingSecrets(
  { methods, rest, restV2, database, forget }: ConnectionFields,
  stored: ConnectionView | null,
): Issue[] {
  const issues: Issue[] = []
  const need = (
    path: Issue['path'],
    typed: string,
    isStored: boolean | null | undefined,
    stays: boolean,
    isOptional = false,
  ) => {
    if (typed !== '' || forget.includes(path.join('.'))) return
    if (isStored) {
      if (!stays) issues.push({ path, reason: 'again' })
    } else if (!isOptional) issues.push({ path, reason: 'missing' })
  }
  if (methods.includes('rest')) {
    const at = sameUrl(stored?.rest?.url, rest.url)
    if (rest.by === 'token') need(['rest', 'userToken'], rest.userToken, stored?.rest?.userToken, at)
    else need(['rest', 'password'], rest.password, stored?.rest?.password, at && same(stored?.rest?.login, rest.login))
    need(['rest', 'appToken'], rest.appToken, stored?.rest?.appToken, at, true)
    const sameWeb = at && same(stored?.rest?.webLogin, rest.webLogin)
    if (rest.webLogin.trim() !== '')
      need(['rest', 'webPassword'], rest.webPassword, stored?.rest?.webPassword, sameWeb, true)
  }
  if (methods.includes('rest-v2')) {
    const was = stored?.restV2
    const at = sameUrl(was?.url, restV2.url)
    need(['restV2', 'password'], restV2.password, was?.password, at && same(was?.login, restV2.login))
    const sameClient = at && same(was?.clientId, restV2.clientId)
    need(['restV2', 'clientSecret'], restV2.clientSecret, was?.clientSecret, sameClient, true)
  }
  if (methods.includes('database')) {
    const was = stored?.database
    const at = same(was?.host, database.host) && String(was?.port ?? '') === database.port.trim()
    const sameUser = at && same(was?.user, database.user)
    need(['database', 'password'], database.password, was?.password, sameUser, true)
    if (database.tls) need(['database', 'certKey'], database.certKey, was?.tls?.key, sameUser, true)
  }
  return issues
}

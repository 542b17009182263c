import {
  isSealedToken,
  isEmptySession,
  KEY_NAME,
  readConfigRight,
  readGlpiConfig,
  readAccountIsOpen,
  readGlpiError,
  readInstalledPlugins,
  readPersonalSession,
  readProfileIds,
  readProfiles,
  readRow,
  readSession,
  readStoredValue,
  sentenceOf,
  type ProfileOfUser,
  type PersonalSession,
  type ProfileRight,
  type GlpiSettings,
} from '#contract/glpi.ts'
import { isWelcome, readV2Error } from '#contract/glpi-v2.ts'
import type { Connection } from '#contract/connection.ts'
import type { InstalledPlugin } from '#domain/installed-plugins.ts'
import { legacyApi } from '../address.ts'
import type { GlpiConnections } from '../connections.ts'
import { appTokenHeader, restCredentials, webAuthorization, type Credentials } from './credentials.ts'
import { NEVER_ABORTED } from '#net/deadline.ts'
import { requestGlpi, type GlpiRequest, type GlpiReply } from '../exchange.ts'
import { Failure } from '#net/failure.ts'
import { failureOfCode } from '../failure.ts'
import { evidenceOf, failureOfOddReply } from '../odd-reply.ts'
import type { ReportedRow } from '../write-and-verify/stored-key.ts'

/** Rows of the configuration asked for at once; a plain GLPI has about 270. */
const PAGE = 500
const MAX_PAGES = 10
const MOST_PLUGINS = 1000
const MOST_PROFILES = 1000

const SIGN_OUT_MS = 2_000

const INIT_SESSION = 'initSession?get_full_session=true'

/** GLPI's codes for what did not reach it. */
const NO_LOGIN_CAME = 'ERROR_LOGIN_PARAMETERS_MISSING'
const NO_APP_TOKEN_CAME = 'ERROR_APP_TOKEN_PARAMETERS_MISSING'
const EMPTY_SESSION = 'EMPTY_SESSION'

const NO_RIGHT = 'ERROR_RIGHT_MISSING'
const NOT_FOUND = 'ERROR_ITEM_NOT_FOUND'

export type LegacyRestParts = {
  rest: NonNullable<Connection['rest']>
  connections: GlpiConnections
  now: () => number
  /** Every reply, before anything is made of it. */
  onReply: (reply: GlpiReply) => void
}

type Question = Omit<GlpiRequest, 'dispatcher' | 'origin' | 'path' | 'now'>

export type LegacyRest = ReturnType<typeof createLegacyRest>

/**
 * GLPI's legacy REST API: what can be read and written with it. Every function throws Failure, and nothing else.
 * @throws Failure for a login of the web server's that no header can hold.
 */
export function createLegacyRest({ rest, connections, now, onReply }: LegacyRestParts) {
  /** As `https://glpi.example/glpi/apirest.php/`; null for what is no address, where nothing can be reached. */
  const api = legacyApi(rest.url)
  /** For the web server in front of GLPI; GLPI's own account then goes in the body. */
  const web = webAuthorization(rest)
  let session: Record<string, string> | null = null
  let keyRow: { id: string } | 'none' | null = null

  const front: Record<string, string> = web === null ? {} : { authorization: web }

  async function askAt({ origin }: URL, path: string, asked: Question): Promise<GlpiReply> {
    return requestGlpi({ ...asked, dispatcher: connections.dispatcher, origin, path, now })
  }

  async function ask(path: string, asked: Question): Promise<GlpiReply> {
    const at = known(api)
    const reply = await askAt(at, at.pathname + path, asked)
    onReply(reply)
    return reply
  }

  const get = (path: string, signal: AbortSignal) => ask(path, { headers: { ...front, ...session }, signal })

  const post = (path: string, body: unknown, signal: AbortSignal, headers: Record<string, string> = session ?? {}) =>
    ask(path, {
      method: 'POST',
      headers: { ...front, ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    })

  const findRow = async (name: string, signal: AbortSignal) =>
    read(await get(`Config/?searchText[name]=${name}`, signal), (body) => readRow(body, name))

  const inBody = ({ account }: Credentials, headers: Record<string, string>, signal: AbortSignal) =>
    post(INIT_SESSION, account, signal, headers)

  /** In the header, as GLPI documents it; and where a server drops the header, in the body. Never in the address, which is logged. */
  async function askForSession(credentials: Credentials, app: Record<string, string>, signal: AbortSignal) {
    if (web !== null) return inBody(credentials, app, signal)
    const { authorization } = credentials
    const reply = await ask(INIT_SESSION, { headers: { authorization, ...app }, signal })
    if (readGlpiError(reply.json)?.code !== NO_LOGIN_CAME) return reply
    const second = await inBody(credentials, app, signal)
    // if the web server accepts no body there, nothing is known about the account
    return readGlpiError(second.json) || readSession(second.json) || isEmptySession(second.json) ? second : reply
  }

  /** GLPI 11 has an API that says so without a sign-in, also while it is switched off. */
  async function isGlpi11(signal: AbortSignal): Promise<boolean> {
    const at = known(api)
    const { json } = await askAt(at, at.pathname.replace(/[^/]+\.php\/.*$/, 'api.php/'), { headers: front, signal })
    return isWelcome(json) || readV2Error(json) !== null
  }

  async function openSession<Found extends { token: string }>(
    signal: AbortSignal,
    from: (body: unknown) => Found | null,
  ): Promise<Found> {
    const credentials = restCredentials(rest)
    const app = appTokenHeader(rest)
    const reply = await askForSession(credentials, app, signal)
    const found = from(reply.json)
    if (found === null) throw await failureOfSignIn(reply, signal, credentials)
    session = { ...front, 'session-token': found.token, ...app }
    return found
  }

  async function failureOfSignIn(reply: GlpiReply, signal: AbortSignal, { appToken }: Credentials): Promise<Failure> {
    if (isEmptySession(reply.json)) {
      const is11 = await isGlpi11(signal).catch(() => false)
      // GLPI 11 encrypts the session: without its file an empty text is all that comes of it
      return new Failure(is11 ? 'crypt-key-missing' : 'glpi-sessions-unwritable', EMPTY_SESSION, evidenceOf(reply))
    }
    const { code } = readGlpiError(reply.json) ?? {}
    const isLost = code === NO_LOGIN_CAME || (code === NO_APP_TOKEN_CAME && appToken !== null)
    return isLost ? new Failure('glpi-header-dropped', code, evidenceOf(reply)) : failureOfLegacyRest(reply)
  }

  return {
    /** Asks for a session without a token. GLPI answers why not, and no other server receives a token. */
    async reach(signal: AbortSignal): Promise<void> {
      // behind a login of the web server's, GLPI would take that for its own
      const failure = failureOfLegacyRest(await get(web === null ? 'initSession' : 'getMyProfiles', signal))
      if (failure.cause !== 'glpi-sign-in-refused') throw failure
    },

    /** @returns what the profile in use may do with GLPI's setup, where the answer contains that too. */
    signIn: async (signal: AbortSignal): Promise<ProfileRight | null> => (await openSession(signal, readSession)).right,

    /** The same for a person. Whoever has the token can `resume` the session, until `signOut`. */
    signInPerson: (signal: AbortSignal): Promise<PersonalSession> => openSession(signal, readPersonalSession),

    /** Goes on with a session that was opened before. */
    resume(token: string): void {
      session = { ...front, 'session-token': token, ...appTokenHeader(rest) }
    },

    isGlpi11,

    /** Whether GLPI still lets this account in, with this profile; null where the session may not see its own account. */
    async isOpenAccount(userId: number, profileId: number, signal: AbortSignal): Promise<boolean | null> {
      const account = await get(`User/${userId}`, signal)
      if (readGlpiError(account.json)?.code === NO_RIGHT) return null
      if (readGlpiError(account.json)?.code === NOT_FOUND) return false
      if (!read(account, readAccountIsOpen)) return false
      const profiles = await get(`User/${userId}/Profile_User?range=0-${MOST_PROFILES - 1}`, signal)
      return read(profiles, readProfileIds).includes(profileId)
    },

    profiles: async (signal: AbortSignal): Promise<ProfileOfUser[]> =>
      read(await get('getMyProfiles', signal), readProfiles),

    /** GLPI answers `true`, and from then on the session has the rights of that profile. */
    async changeProfile(id: number, signal: AbortSignal): Promise<void> {
      const reply = await post('changeActiveProfile', { profiles_id: id }, signal)
      if (reply.status !== 200 || readGlpiError(reply.json)) throw failureOfLegacyRest(reply)
    },

    plugins: async (signal: AbortSignal): Promise<InstalledPlugin[]> =>
      read(await get(`Plugin?range=0-${MOST_PLUGINS - 1}`, signal), readInstalledPlugins),

    configRight: async (signal: AbortSignal): Promise<ProfileRight> =>
      read(await get('getActiveProfile', signal), readConfigRight),

    settings: async (signal: AbortSignal): Promise<GlpiSettings> =>
      read(await get('getGlpiConfig', signal), readGlpiConfig),

    async storedKey(signal: AbortSignal): Promise<ReportedRow> {
      // a row that was there once keeps its id; one that was not may have been made since
      if (keyRow === null || keyRow === 'none') keyRow = await findRow(KEY_NAME, signal)
      if (keyRow === 'none') return 'none'
      const { id } = keyRow
      for (let page = 0, total = 1; page < MAX_PAGES && page * PAGE < total; page += 1) {
        const range = `${page * PAGE}-${(page + 1) * PAGE - 1}`
        const found = read(await get(`search/Config?range=${range}&withindexes=1`, signal), (body) =>
          readStoredValue(body, id),
        )
        if (found.value !== undefined) return { value: found.value }
        total = found.total
      }
      // the row that was known may have been dropped since
      keyRow = await findRow(KEY_NAME, signal)
      return keyRow === 'none' ? 'none' : 'untold'
    },

    /** Whether GLPI had to encrypt the token of the session that is open, as 11 does. */
    sealsSession: (): boolean => isSealedToken(session?.['session-token'] ?? ''),

    /** A row to write through: the key's own, or any of the context `core`, of which every GLPI has this one. */
    async writableRow(signal: AbortSignal): Promise<string> {
      if (keyRow === null || keyRow === 'none') keyRow = await findRow(KEY_NAME, signal)
      const row = keyRow === 'none' ? await findRow('version', signal) : keyRow
      if (row === 'none') throw new Failure('glpi-unreachable', 'NO_CORE_ROW')
      return row.id
    },

    /**
     * Saves a setting; '' clears the key. Its name is the field: with `context` and `value` GLPI 10 stores the key unencrypted.
     * @returns the answer, which is an "error" in any case.
     */
    put: (row: string, name: string, value: string, signal: AbortSignal): Promise<GlpiReply> =>
      ask(`Config/${row}`, {
        method: 'PUT',
        headers: { ...session, 'content-type': 'application/json' },
        body: JSON.stringify({ input: { [name]: value } }),
        signal,
      }),

    /** Ends the session, if there is one; it would otherwise stay open on the GLPI for hours. */
    async signOut(): Promise<void> {
      if (session) await ask('killSession', { headers: session, signal: NEVER_ABORTED, ms: SIGN_OUT_MS })
      session = null
    },
  }
}

function known(api: URL | null): URL {
  if (api === null) throw new Failure('glpi-unreachable', 'ERR_INVALID_URL')
  return api
}

function read<T>(reply: GlpiReply, from: (body: unknown) => T | null): T {
  const found = from(reply.json)
  if (found === null) throw failureOfLegacyRest(reply)
  return found
}

export function failureOfLegacyRest(reply: GlpiReply): Failure {
  const error = readGlpiError(reply.json)
  if (error === null) return failureOfOddReply(reply)
  const said = sentenceOf(error.message)
  return failureOfCode(error.code, { status: reply.status, ...(said && { said }) })
}

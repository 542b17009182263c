import {
  isSealedToken,
  KEY_NAME,
  readConfigRight,
  readGlpiConfig,
  readGlpiError,
  readRow,
  readSession,
  readStoredValue,
  type ConfigRight,
  type Settings,
} from '#contract/glpi.ts'
import { exchange, type Asked, type Reply } from './exchange.ts'
import { failureOfCode, GlpiFailure } from './failure.ts'
import type { ToldRow } from './stored-key.ts'

/** Rows of the configuration asked for at once; a plain GLPI has about 270. */
const PAGE = 500
const MAX_PAGES = 10

/** Whoever gives up still wants the session to end. */
const NEVER = new AbortController().signal
const SIGN_OUT_MS = 2_000

export type Credentials = {
  /** The value of `Authorization`: `user_token …` or `Basic …`. */
  authorization: string
  appToken: string | null
}

export type LegacyRestParts = {
  /** The API's own address, as `https://glpi.example/glpi/apirest.php/`; null for one that is none, where nothing can be reached. */
  api: URL | null
  now: () => number
  /** Every reply, before anything is made of it. */
  heard: (reply: Reply) => void
}

export type LegacyRest = ReturnType<typeof createLegacyRest>

/** GLPI's legacy REST API: what can be read and written with it. Every function throws GlpiFailure, and nothing else. */
export function createLegacyRest({ api, now, heard }: LegacyRestParts) {
  let session: Record<string, string> | null = null
  let keyRow: { id: string } | 'none' | null = null

  async function ask(path: string, asked: Omit<Asked, 'origin' | 'path' | 'now'>): Promise<Reply> {
    if (api === null) throw new GlpiFailure('glpi-unreachable', 'ERR_INVALID_URL')
    const reply = await exchange({ ...asked, origin: api.origin, path: api.pathname + path, now })
    heard(reply)
    return reply
  }

  const get = (path: string, signal: AbortSignal) => ask(path, { headers: session ?? {}, signal })

  const findRow = async (name: string, signal: AbortSignal) =>
    read(await get(`Config/?searchText[name]=${name}`, signal), (body) => readRow(body, name))

  return {
    /** Asks for a session without a token: GLPI says why not, and whatever else answers is not told a token. */
    async reach(signal: AbortSignal): Promise<void> {
      const failure = failureOf(await get('initSession', signal))
      if (failure.failure !== 'glpi-sign-in-refused') throw failure
    },

    /** @returns what the profile in use may do with GLPI's setup, where the answer tells that too. */
    async signIn({ authorization, appToken }: Credentials, signal: AbortSignal): Promise<ConfigRight | null> {
      const app = appToken === null ? {} : { 'app-token': appToken }
      const headers = { authorization, ...app }
      const { token, right } = read(await ask('initSession?get_full_session=true', { headers, signal }), readSession)
      session = { 'session-token': token, ...app }
      return right
    },

    configRight: async (signal: AbortSignal): Promise<ConfigRight> =>
      read(await get('getActiveProfile', signal), readConfigRight),

    settings: async (signal: AbortSignal): Promise<Settings> =>
      read(await get('getGlpiConfig', signal), readGlpiConfig),

    async storedKey(signal: AbortSignal): Promise<ToldRow> {
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
      if (row === 'none') throw new GlpiFailure('glpi-unreachable', 'NO_CORE_ROW')
      return row.id
    },

    /**
     * Saves the key; '' clears it. The name of the setting is the field: with `context` and `value` GLPI 10 stores it unencrypted.
     * @returns the answer, which says "error" in any case.
     */
    put: (row: string, key: string, signal: AbortSignal): Promise<Reply> =>
      ask(`Config/${row}`, {
        method: 'PUT',
        headers: { ...session, 'content-type': 'application/json' },
        body: JSON.stringify({ input: { [KEY_NAME]: key } }),
        signal,
      }),

    /** Ends the session, if there is one; it would otherwise stay open on the GLPI for hours. */
    async signOut(): Promise<void> {
      if (session) await ask('killSession', { headers: session, signal: NEVER, ms: SIGN_OUT_MS })
      session = null
    },
  }
}

function read<T>(reply: Reply, from: (body: unknown) => T | null): T {
  const found = from(reply.json)
  if (found === null) throw failureOf(reply)
  return found
}

function failureOf({ json }: Reply): GlpiFailure {
  const error = readGlpiError(json)
  return error ? failureOfCode(error.code) : new GlpiFailure('glpi-unreachable')
}

import {
  KEY_NAME,
  readConfigRight,
  readGlpiError,
  readGlpiVersion,
  readKeyRow,
  readSessionToken,
  readStoredValue,
  type ConfigRight,
} from '#contract/glpi.ts'
import { exchange, type Asked, type Reply } from './exchange.ts'
import { failureOfCode, GlpiFailure } from './failure.ts'

/** Rows of the configuration asked for at once; a plain GLPI has about 270. */
const PAGE = 500
const MAX_PAGES = 10

export type Tokens = { user: string; app: string | null }

export type LegacyRestParts = Omit<Asked, 'url' | 'headers'> & {
  /** The GLPI's own address, as `https://glpi.example/glpi/`; null for one that is none, where nothing can be reached. */
  base: URL | null
  /** Every reply, before anything is made of it. */
  heard: (reply: Reply) => void
}

export type LegacyRest = ReturnType<typeof createLegacyRest>

/** GLPI's legacy REST API at `apirest.php`: what can be read with it. Every function throws GlpiFailure, and nothing else. */
export function createLegacyRest({ base, heard, ...parts }: LegacyRestParts) {
  let session: Record<string, string> = {}

  async function get(path: string, headers: Record<string, string>, signal = parts.signal): Promise<Reply> {
    if (base === null) throw new GlpiFailure('glpi-unreachable', 'ERR_INVALID_URL')
    const reply = await exchange({ ...parts, signal, url: new URL(`apirest.php/${path}`, base), headers })
    heard(reply)
    return reply
  }

  return {
    /** Asks for a session without a token: GLPI says why not, and whatever else answers is not told a token. */
    async reach(): Promise<void> {
      const failure = failureOf(await get('initSession', {}))
      if (failure.failure !== 'glpi-sign-in-refused') throw failure
    },

    async signIn({ user, app }: Tokens): Promise<void> {
      const appToken = app === null ? {} : { 'app-token': app }
      const token = read(
        await get('initSession', { authorization: `user_token ${user}`, ...appToken }),
        readSessionToken,
      )
      session = { 'session-token': token, ...appToken }
    },

    version: async (): Promise<string> => read(await get('getGlpiConfig', session), readGlpiVersion),

    /** Of the profile that is in use for this account. */
    configRight: async (): Promise<ConfigRight> => read(await get('getActiveProfile', session), readConfigRight),

    /** The key as it stands in the database, null where GLPI does not tell it; `none` where none was ever saved. */
    async storedKey(): Promise<{ value: string | null } | 'none'> {
      const row = read(await get(`Config/?searchText[name]=${KEY_NAME}`, session), readKeyRow)
      if (row === 'none') return 'none'
      for (let page = 0, total = 1; page < MAX_PAGES && page * PAGE < total; page += 1) {
        const range = `${page * PAGE}-${(page + 1) * PAGE - 1}`
        const found = read(await get(`search/Config?range=${range}&withindexes=1`, session), (body) =>
          readStoredValue(body, row.id),
        )
        if (found.value !== undefined) return { value: found.value }
        total = found.total
      }
      return { value: null }
    },

    /** Ends the session, if there is one; it would otherwise stay open on the GLPI for hours. */
    async signOut(signal: AbortSignal): Promise<void> {
      if ('session-token' in session) await get('killSession', session, signal)
      session = {}
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

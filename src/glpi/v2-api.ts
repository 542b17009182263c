import { KEY_NAME, type Settings } from '#contract/glpi.ts'
import { isWelcome, readAccessToken, readV2Error, readV2Settings } from '#contract/glpi-v2.ts'
import { exchange, type Asked, type Reply } from './exchange.ts'
import { GlpiFailure } from './failure.ts'

export type Grant = { clientId: string; clientSecret: string; login: string; password: string }

export type V2Parts = {
  /** The GLPI's own address, as `https://glpi.example/glpi/`; null for one that is none. */
  base: URL | null
  now: () => number
  heard: (reply: Reply) => void
}

const SETTINGS = [
  'version',
  'glpi_network_uuid',
  'proxy_name',
  'proxy_port',
  'proxy_user',
  'marketplace_replace_plugins',
]

/** GLPI 11's API v2.1. Every function throws GlpiFailure, and nothing else. */
export function createV2Api({ base, now, heard }: V2Parts) {
  let bearer: Record<string, string> = {}

  async function ask(path: string, asked: Omit<Asked, 'origin' | 'path' | 'now'>): Promise<Reply> {
    if (base === null) throw new GlpiFailure('glpi-unreachable', 'ERR_INVALID_URL')
    const reply = await exchange({ ...asked, origin: base.origin, path: `${base.pathname}api.php/${path}`, now })
    heard(reply)
    return reply
  }

  const keyPath = `v2.1/Setup/Config/core/${KEY_NAME}`

  /** Without a token: whatever else answers is not told one. */
  async function reach(signal: AbortSignal): Promise<void> {
    const reply = await ask('', { headers: {}, signal })
    if (isWelcome(reply.json)) return
    const code = readV2Error(reply.json)
    throw new GlpiFailure(code === null ? 'glpi-unreachable' : 'glpi-api-disabled', code)
  }

  return {
    reach,

    /** OAuth2 with the grant `password`, for the scope `api`: a token that stands for an account, an hour long. */
    async signIn({ clientId, clientSecret, login, password }: Grant, signal: AbortSignal): Promise<void> {
      const form = {
        grant_type: 'password',
        client_id: clientId,
        client_secret: clientSecret,
        username: login,
        password,
      }
      const reply = await ask('token', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({ ...form, scope: 'api' }).toString(),
        signal,
      })
      const token = readAccessToken(reply.json)
      if (token === null) throw notSignedIn(reply)
      bearer = { authorization: `Bearer ${token}`, accept: 'application/json' }
    },

    async settings(signal: AbortSignal): Promise<Settings> {
      const filter = `context==core;name=in=(${SETTINGS.join(',')})`
      const reply = await ask(`v2.1/Setup/Config?filter=${encodeURIComponent(filter)}&limit=100`, {
        headers: bearer,
        signal,
      })
      const settings = readV2Settings(reply.json)
      if (settings !== null) return settings
      // a right that is missing and an API that is off have one code; without a token only the latter is refused
      if (reply.status === 403) await reach(signal)
      throw failureOfV2(reply)
    },

    /** Never shows the key: 403 says that there is a row for it, 404 that there is none. */
    askForKey: (signal: AbortSignal): Promise<Reply> => ask(keyPath, { headers: bearer, signal }),

    /** 204 says that it was taken, and nothing of what is stored. */
    patchKey: (key: string, signal: AbortSignal): Promise<Reply> =>
      ask(keyPath, {
        method: 'PATCH',
        headers: { ...bearer, 'content-type': 'application/json' },
        body: JSON.stringify({ value: key }),
        signal,
      }),

    /** Drops the row. */
    deleteKey: (signal: AbortSignal): Promise<Reply> => ask(keyPath, { method: 'DELETE', headers: bearer, signal }),
  }
}

function notSignedIn({ status, json }: Reply): GlpiFailure {
  const code = readV2Error(json)
  if (code === null) return new GlpiFailure('glpi-unreachable', `HTTP_${status}`)
  return new GlpiFailure(code.startsWith('ERROR') ? 'glpi-api-disabled' : 'glpi-sign-in-refused', code)
}

/** What an answer means that is not the wanted one. */
export function failureOfV2({ status, json }: Reply): GlpiFailure {
  const code = readV2Error(json)
  if (status === 401) return new GlpiFailure('glpi-sign-in-refused', code ?? 'HTTP_401')
  if (code === 'ERROR_RIGHT_MISSING') return new GlpiFailure('right-missing', code)
  // a GLPI 11 before v2.1 knows no such path
  return new GlpiFailure('glpi-unreachable', code ?? `HTTP_${status}`)
}

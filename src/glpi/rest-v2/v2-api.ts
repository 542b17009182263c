import { KEY_NAME, type ConfigRight, type GlpiSettings } from '#contract/glpi.ts'
import {
  isWelcome,
  readScopes,
  readGrantedTokens,
  readV2Error,
  readV2Person,
  readV2Plugins,
  readV2Settings,
  type GrantedTokens,
} from '#contract/glpi-v2.ts'
import type { InstalledPlugin } from '#domain/installed-plugins.ts'
import type { GlpiConnections } from '../connections.ts'
import { requestGlpi, type GlpiRequest, type GlpiReply } from '../exchange.ts'
import { Failure } from '#net/failure.ts'
import { evidenceOf } from '../odd-reply.ts'
import { failureOfToken, failureOfV2, failureOfWelcome, scopeMissing } from './v2-failure.ts'

export type Grant = { clientId: string; clientSecret: string; login: string; password: string }

export type V2Parts = {
  /** The GLPI's own address, as `https://glpi.example/glpi/`; null for one that is none. */
  base: URL | null
  connections: GlpiConnections
  now: () => number
  onReply: (reply: GlpiReply) => void
}

const SETTINGS = [
  'version',
  'glpi_network_uuid',
  'proxy_name',
  'proxy_port',
  'proxy_user',
  'proxy_exclusions',
  'marketplace_replace_plugins',
]

const MOST_PLUGINS = 1000

/** What Latchkey asks for; an OAuth client that does not have it issues a token all the same. */
const SCOPE = 'api'

/** A name that no setting of GLPI has. */
const NO_SETTING = 'latchkey_asks_for_its_right'

const bearing = (token: string) => ({ authorization: `Bearer ${token}`, accept: 'application/json' })

/** Of a version alone GLPI takes the newest one that it has; the settings came with 2.1. */
const NEWEST = 'v2'

/** GLPI 11's API v2. Every function throws Failure, and nothing else. */
export function createV2Api({ base, connections, now, onReply }: V2Parts) {
  let bearer: Record<string, string> = {}
  let scopes: string[] | null = null

  async function ask(
    path: string,
    asked: Omit<GlpiRequest, 'dispatcher' | 'origin' | 'path' | 'now'>,
  ): Promise<GlpiReply> {
    if (base === null) throw new Failure('glpi-unreachable', 'ERR_INVALID_URL')
    const { dispatcher } = connections
    const reply = await requestGlpi({
      ...asked,
      dispatcher,
      origin: base.origin,
      path: `${base.pathname}api.php/${path}`,
      now,
    })
    onReply(reply)
    return reply
  }

  const keyPath = `${NEWEST}/Setup/Config/core/${KEY_NAME}`

  /** Without a token, so that no other server receives one. */
  async function reach(signal: AbortSignal): Promise<void> {
    const reply = await ask('', { headers: {}, signal })
    if (!isWelcome(reply.json)) throw failureOfWelcome(reply)
  }

  /** POST token, with a form of RFC 6749. What is issued is used from now on. */
  async function takeTokens(form: Readonly<Record<string, string>>, signal: AbortSignal): Promise<GrantedTokens> {
    const reply = await ask('token', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
      signal,
    })
    const tokens = readGrantedTokens(reply.json)
    if (tokens === null) throw failureOfToken(reply)
    scopes = readScopes(tokens.accessToken)
    if (scopes !== null && !scopes.includes(SCOPE)) {
      // switched off, it issues the same token, and its scopes do not matter
      await reach(signal)
      throw scopeMissing(evidenceOf(reply))
    }
    bearer = bearing(tokens.accessToken)
    return tokens
  }

  /** An API before 2.2 does not say what a profile may do. To remove a setting that does not exist changes nothing, and takes the right to. */
  async function triedRight(signal: AbortSignal): Promise<ConfigRight> {
    const read = await ask(`${NEWEST}/Setup/Config?limit=1`, { headers: bearer, signal })
    if (read.status === 403 && readV2Error(read.json) !== null) return { read: false, update: false }
    if (!Array.isArray(read.json)) throw failureOfV2(read)
    const dropped = await ask(`${NEWEST}/Setup/Config/core/${NO_SETTING}`, {
      method: 'DELETE',
      headers: bearer,
      signal,
    })
    if (readV2Error(dropped.json) === null) throw failureOfV2(dropped)
    return { read: true, update: dropped.status === 404 }
  }

  return {
    reach,

    /** OAuth2 with the grant `password`, for the scope `api`: a token that stands for an account, an hour long. */
    async signIn({ clientId, clientSecret, login, password }: Grant, signal: AbortSignal): Promise<void> {
      await takeTokens(
        {
          grant_type: 'password',
          client_id: clientId,
          client_secret: clientSecret,
          username: login,
          password,
          scope: SCOPE,
        },
        signal,
      )
    },

    takeTokens,

    /** Goes on with a token that was issued before. */
    resume(accessToken: string): void {
      bearer = bearing(accessToken)
    },

    /** How GLPI answers somebody who is not signed in there, and would like to be sent back with a code. */
    askToAuthorize: (query: string, signal: AbortSignal): Promise<GlpiReply> =>
      ask(`authorize?${query}`, { headers: {}, signal }),

    /** Whose token it is, and what their default profile may do with GLPI's setup, as it is at this moment. */
    async person(signal: AbortSignal): Promise<{ names: string[]; right: ConfigRight }> {
      const reply = await ask(`${NEWEST}/Session`, { headers: bearer, signal })
      const person = readV2Person(reply.json)
      if (person === null) {
        if (reply.status === 403) await reach(signal)
        throw failureOfV2(reply)
      }
      return { ...person, right: person.right ?? (await triedRight(signal)) }
    },

    /** The first question with a token: it shows whether the token arrives, and what it may ask. */
    async settings(signal: AbortSignal): Promise<GlpiSettings> {
      const filter = `context==core;name=in=(${SETTINGS.join(',')})`
      const reply = await ask(`${NEWEST}/Setup/Config?filter=${encodeURIComponent(filter)}&limit=100`, {
        headers: bearer,
        signal,
      })
      const settings = readV2Settings(reply.json)
      if (settings !== null) return settings
      // a right that is missing and an API that is off have one code; without a token only the latter is refused
      if (reply.status === 403) await reach(signal)
      throw failureOfV2(reply)
    },

    /** null: this API is older than 2.3, and does not show them. */
    async plugins(signal: AbortSignal): Promise<InstalledPlugin[] | null> {
      const reply = await ask(`${NEWEST}/Setup/Plugin?limit=${MOST_PLUGINS}`, { headers: bearer, signal })
      const plugins = readV2Plugins(reply.json)
      if (plugins !== null) return plugins
      if (reply.status === 404 && readV2Error(reply.json) !== null) return null
      if (reply.status === 403) await reach(signal)
      throw failureOfV2(reply)
    },

    /** Never shows the key. 403: there is a row for it; 404: there is none. */
    askForKey: (signal: AbortSignal): Promise<GlpiReply> => ask(keyPath, { headers: bearer, signal }),

    /** 204: the request was accepted; it does not show what is stored. */
    patch: (name: string, value: string, signal: AbortSignal): Promise<GlpiReply> =>
      ask(`${NEWEST}/Setup/Config/core/${name}`, {
        method: 'PATCH',
        headers: { ...bearer, 'content-type': 'application/json' },
        body: JSON.stringify({ value }),
        signal,
      }),

    /** Drops the row. */
    deleteKey: (signal: AbortSignal): Promise<GlpiReply> => ask(keyPath, { method: 'DELETE', headers: bearer, signal }),
  }
}

import type { Connection } from '#contract/connection.ts'
import { readV2Error, type GrantedTokens } from '#contract/glpi-v2.ts'
import { Failure } from '#net/failure.ts'
import { glpiBase } from '../address.ts'
import { connectionsTo } from '../connections.ts'
import { createV2Api } from '../rest-v2/v2-api.ts'
import { failureOfToken, failureOfV2 } from '../rest-v2/v2-failure.ts'
import type { GlpiHold, GlpiPerson, HeldPerson, SignInPlace } from './person.ts'

type OAuthHold = Extract<GlpiHold, { kind: 'oauth' }>

export type OAuthPeopleParts = {
  place: SignInPlace
  clientId: string
  clientSecret: string
  /** Where GLPI sends the browser back to. */
  callback: string
  now: () => number
}

const held = (person: GlpiPerson, hold: OAuthHold): HeldPerson => ({ person, hold, canBeReadAgain: true })

/** A token that ends sooner is exchanged for another one. */
const SOON_MS = 5 * 60_000

/** Of no sign-in: GLPI refuses the code, once it has accepted the client. */
const NO_CODE = 'latchkey-asks-whether-the-client-is-right'

/** People of a GLPI 11, who sign in on its own page: OAuth2's authorization code with PKCE (RFC 6749, 4.1; RFC 7636). All throw Failure. */
export function createOAuthPeople({ place, clientId, clientSecret, callback, now }: OAuthPeopleParts) {
  const base = glpiBase(place.url)
  const tls: Connection['tls'] = place.tls
  const connections = connectionsTo(tls)
  const api = createV2Api({ base, connections, now, onReply: () => undefined })
  const client = { client_id: clientId, client_secret: clientSecret }

  const questionFor = (state: string, challenge: string): string =>
    new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: callback,
      scope: 'api',
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    }).toString()

  const holdOf = ({ accessToken, refreshToken, seconds }: GrantedTokens): OAuthHold => ({
    kind: 'oauth',
    accessToken,
    accessEndsAt: now() + seconds * 1000,
    refreshToken,
  })

  return {
    /**
     * GLPI's own page for this question. Asked directly, a GLPI forgets `state` and `code_challenge` of somebody who has to sign in first
     * (seen with 11.0.8). Its front page leads on to an address of its own as it is, signed in already or not; it decodes that twice.
     */
    addressFor(state: string, challenge: string): string {
      if (base === null) throw new Failure('glpi-unreachable', 'ERR_INVALID_URL')
      const twice = encodeURIComponent(encodeURIComponent(`/api.php/authorize?${questionFor(state, challenge)}`))
      return `${base.href}?redirect=${twice}`
    },

    /** Exchanges a code, which works once. */
    async byCode(code: string, verifier: string, signal: AbortSignal): Promise<HeldPerson> {
      const grant = {
        grant_type: 'authorization_code',
        ...client,
        redirect_uri: callback,
        code,
        code_verifier: verifier,
      }
      const hold = holdOf(await api.takeTokens(grant, signal))
      return held(await api.person(signal), hold)
    },

    /** @param keep receives another hold as soon as there is one: the former one is worth nothing then. */
    async readAgain(
      hold: OAuthHold,
      keep: (hold: GlpiHold) => Promise<unknown>,
      signal: AbortSignal,
    ): Promise<HeldPerson> {
      api.resume(hold.accessToken)
      let current = hold
      if (hold.accessEndsAt - now() < SOON_MS && hold.refreshToken !== null) {
        const grant = { grant_type: 'refresh_token', ...client, refresh_token: hold.refreshToken }
        current = holdOf(await api.takeTokens(grant, signal))
        await keep(current)
      }
      return held(await api.person(signal), current)
    },

    /** Whether people could sign in so, without anybody signing in. */
    async test(signal: AbortSignal): Promise<'good' | 'callback-refused' | 'grant-missing'> {
      await api.reach(signal)
      const grant = { grant_type: 'authorization_code', ...client, redirect_uri: callback, code: NO_CODE }
      const refusal = await api.takeTokens(grant, signal).then(
        () => null,
        (error: unknown) => error,
      )
      if (refusal instanceof Failure && refusal.errorCode === 'unauthorized_client') return 'grant-missing'
      // that the code is none is all that should be wrong
      if (!(refusal instanceof Failure) || !CODE_REFUSED.has(refusal.errorCode ?? '')) throw refusal
      const asked = await api.askToAuthorize(questionFor('test', 'A'.repeat(43)), signal)
      if (asked.status === 302) return 'good'
      const code = readV2Error(asked.json)
      if (code === 'invalid_client') return 'callback-refused'
      throw code === null ? failureOfV2(asked) : failureOfToken(asked)
    },

    close: () => connections.close(),
  }
}

const CODE_REFUSED = new Set(['invalid_grant', 'invalid_request'])

import type { Configuration } from 'openid-client'
import { PERSON_NAME } from '#contract/invitation-limits.ts'
import type { Role } from '#contract/roles.ts'
import { SignInFailed } from '../sign-in-failed.ts'
import type { Vault } from '../vault.ts'
import { roleOfClaims, type OidcSettings } from './oidc-settings.ts'

/** What one sign-in needs until the issuer sends the person back. It is sealed, and kept by their browser. */
type Pending = {
  state: string
  nonce: string
  verifier: string
  endsAt: number
  /** The session that the browser had: it ends with the new one. */
  former: number | null
}

/** How long a person may take at the issuer. */
export const PENDING_MS = 10 * 60_000
const PLACE = 'oidc'
const ISSUER_SECONDS = 10

type OidcParts = { settings: OidcSettings; vault: Vault; now: () => number; log: (line: string) => void }

/** Signing in by OpenID Connect: the authorization-code flow with PKCE, state and nonce. `openid-client` is loaded at first use. */
export function createOidc({ settings, vault, now, log }: OidcParts) {
  let known: Promise<Configuration> | null = null

  async function discover(): Promise<Configuration> {
    const { discovery, allowInsecureRequests, enableNonRepudiationChecks, ClientSecretPost, None } =
      await import('openid-client')
    const issuer = new URL(settings.issuer)
    const { clientId, clientSecret } = settings
    return discovery(issuer, clientId, undefined, clientSecret === null ? None() : ClientSecretPost(clientSecret), {
      timeout: ISSUER_SECONDS,
      execute: [
        // else a token that came from the issuer itself is taken without its signature
        enableNonRepudiationChecks,
        // the settings allow it on this machine only
        ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : []),
      ],
    })
  }

  function configuration(): Promise<Configuration> {
    known ??= discover().catch((error: unknown) => {
      // the next person tries again
      known = null
      throw error
    })
    return known
  }

  const fail = (error: unknown): never => {
    log(`OpenID Connect: nobody was signed in (${codeOf(error)})`)
    throw new SignInFailed(isDenied(error) ? 'denied' : 'failed')
  }

  return {
    name: settings.name,

    /** @returns where to send the browser, and what it keeps meanwhile. @throws SignInFailed */
    async begin(redirectUri: string, former: number | null): Promise<{ location: string; pending: string }> {
      try {
        const client = await import('openid-client')
        const [state, nonce] = [client.randomState(), client.randomNonce()]
        const verifier = client.randomPKCECodeVerifier()
        const location = client.buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: 'openid profile email',
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        })
        const pending: Pending = { state, nonce, verifier, endsAt: now() + PENDING_MS, former }
        return { location: location.href, pending: vault.seal(JSON.stringify(pending), PLACE) }
      } catch (error) {
        return fail(error)
      }
    },

    /** @param address that the issuer sent the browser to, with its query. @throws SignInFailed */
    async finish(address: URL, sealed: string): Promise<{ role: Role; name: string | null; former: number | null }> {
      if (!vault.opens(sealed, PLACE)) throw new SignInFailed('expired')
      const pending: Pending = JSON.parse(vault.open(sealed, PLACE))
      if (pending.endsAt <= now()) throw new SignInFailed('expired')
      const claims = await claimsOf(address, pending).catch(fail)
      const role = roleOfClaims(settings, claims)
      if (role === null) throw new SignInFailed('no-role')
      return { role, name: nameOf(claims), former: pending.former }
    },
  }

  /** Of the ID token, and where that names no roles, of the issuer's user info as well. */
  async function claimsOf(address: URL, { state, nonce, verifier }: Pending): Promise<Record<string, unknown>> {
    const client = await import('openid-client')
    const config = await configuration()
    const tokens = await client.authorizationCodeGrant(config, address, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims === undefined) throw new Error('there is no ID token')
    if (settings.roleClaim in claims || !config.serverMetadata().userinfo_endpoint) return claims
    return { ...(await client.fetchUserInfo(config, tokens.access_token, claims.sub)), ...claims }
  }
}
export type Oidc = ReturnType<typeof createOidc>

/** The names that claims have for people, the best first. */
const NAMES = ['name', 'preferred_username', 'email', 'sub']

const nameOf = (claims: Readonly<Record<string, unknown>>): string | null =>
  NAMES.map((name) => claims[name]).find(
    (value): value is string => typeof value === 'string' && PERSON_NAME.test(value),
  ) ?? null

/** A code of the issuer or of the library: never a message, which may quote what was sent. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'error' in error && typeof error.error === 'string' ? error.error : 'code' in error ? error.code : null
  return typeof code === 'string' && /^[\w.-]{1,80}$/.test(code) ? code : error.name
}

const isDenied = (error: unknown): boolean => codeOf(error) === 'access_denied'

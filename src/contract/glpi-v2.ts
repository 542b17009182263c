import * as z from 'zod/mini'
import type { InstalledPlugin } from '#domain/installed-plugins.ts'
import { readGlpiSettings, readInstalledPlugins, rightOfBits, type ConfigRight, type GlpiSettings } from './glpi.ts'

/** GLPI 11's API v2 (`api.php`), as GLPI 11.0.8 was seen to speak it. */

/** GET api.php: says which versions there are, without a sign-in. */
const Welcome = z.object({ api_versions: z.array(z.object({ version: z.string() })) })

export const isWelcome = (body: unknown): boolean => Welcome.safeParse(body).success

const TokenReply = z.object({
  access_token: z.string().check(z.minLength(1)),
  refresh_token: z.catch(z.nullable(z.string()), null),
  expires_in: z.catch(z.number().check(z.positive()), 3600),
})

export type GrantedTokens = {
  accessToken: string
  /** It works once, and ends the access token that it came with. */
  refreshToken: string | null
  /** How long the access token works. */
  seconds: number
}

/** POST token (RFC 6749, 5.1). */
export function readGrantedTokens(body: unknown): GrantedTokens | null {
  const parsed = TokenReply.safeParse(body)
  if (!parsed.success) return null
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = parsed.data
  return { accessToken, refreshToken, seconds }
}

const V2Session = z.object({
  friendly_name: z.catch(z.string(), ''),
  name: z.string(),
  active_profile: z.object({ rights: z.optional(z.object({ config: z.catch(z.coerce.number(), 0) })) }),
})

/**
 * GET Session: whose token it is, as GLPI names them and by their login, and what their default profile may do with GLPI's setup. `right`
 * is null in an API before 2.2, which does not say.
 */
export function readV2Person(body: unknown): { names: string[]; right: ConfigRight | null } | null {
  const parsed = V2Session.safeParse(body)
  if (!parsed.success) return null
  const { friendly_name: friendly, name, active_profile: profile } = parsed.data
  return { names: [friendly, name], right: profile.rights ? rightOfBits(profile.rights.config) : null }
}

/** RFC 6749, 5.2, as `invalid_client`; and what the API itself says, as `ERROR_RIGHT_MISSING`. */
const OAuthError = z.object({ error: z.string().check(z.regex(/^[a-z_]{1,60}$/)) })
const ApiError = z.object({ status: z.string().check(z.regex(/^ERROR[A-Z_]{0,60}$/)) })

/** @returns the code of an error that is GLPI's own; null for anything else. */
export function readV2Error(body: unknown): string | null {
  const api = ApiError.safeParse(body)
  if (api.success) return api.data.status
  const oauth = OAuthError.safeParse(body)
  return oauth.success ? oauth.data.error : null
}

const Detailed = z.object({ detail: z.string().check(z.minLength(1)) })
const Described = z.object({ error_description: z.string(), hint: z.optional(z.string()) })

/** The sentence of an error: what an API error adds to its title, or what the OAuth server says, with the hint that names an address. */
export function readV2Sentence(body: unknown): string | null {
  const detailed = Detailed.safeParse(body)
  if (detailed.success) return detailed.data.detail
  const described = Described.safeParse(body)
  if (!described.success) return null
  const { error_description: description, hint } = described.data
  return hint ? `${description} (${hint})` : description
}

declare const atob: (text: string) => string

const Claims = z.object({ scopes: z.array(z.string()) })

/** The scopes of a token that is a JWT (RFC 7519); null where it names none. It is not verified: it is GLPI's own, from GLPI. */
export function readScopes(token: string): string[] | null {
  const claims = token.split('.')[1]
  if (claims === undefined) return null
  try {
    const parsed = Claims.safeParse(JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))))
    return parsed.success ? parsed.data.scopes : null
  } catch {
    return null
  }
}

const SettingsReply = z.array(z.object({ context: z.string(), name: z.string(), value: z.unknown() }))

/** GET Setup/Config. */
export function readV2Settings(body: unknown): GlpiSettings | null {
  const parsed = SettingsReply.safeParse(body)
  if (!parsed.success) return null
  const core = parsed.data.filter(({ context }) => context === 'core')
  return readGlpiSettings(Object.fromEntries(core.map(({ name, value }) => [name, value])))
}

const PluginsReply = z.array(z.object({ internal_name: z.string(), version: z.string(), state: z.number() }))

/** GET Setup/Plugin, which came with 2.3. */
export function readV2Plugins(body: unknown): InstalledPlugin[] | null {
  const parsed = PluginsReply.safeParse(body)
  return parsed.success
    ? readInstalledPlugins(
        parsed.data.map(({ internal_name: directory, version, state }) => ({ directory, version, state })),
      )
    : null
}

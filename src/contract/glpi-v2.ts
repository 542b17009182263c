import * as z from 'zod/mini'
import { readSettings, type Settings } from './glpi.ts'

/** GLPI 11's API v2.1 (`api.php`), as its source says: CoreController, SetupController, AbstractController and its OAuth server. */

/** GET api.php: says which versions there are, without a sign-in. */
const Welcome = z.object({ api_versions: z.array(z.object({ version: z.string() })) })

export const isWelcome = (body: unknown): boolean => Welcome.safeParse(body).success

const TokenReply = z.object({ access_token: z.string().check(z.minLength(1)) })

/** POST token (RFC 6749, 5.1). */
export function readAccessToken(body: unknown): string | null {
  const parsed = TokenReply.safeParse(body)
  return parsed.success ? parsed.data.access_token : null
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

const SettingsReply = z.array(z.object({ context: z.string(), name: z.string(), value: z.unknown() }))

/** GET Setup/Config. */
export function readV2Settings(body: unknown): Settings | null {
  const parsed = SettingsReply.safeParse(body)
  if (!parsed.success) return null
  const core = parsed.data.filter(({ context }) => context === 'core')
  return readSettings(Object.fromEntries(core.map(({ name, value }) => [name, value])))
}

import type { Role } from '#contract/roles.ts'
import { readSetting, readWithDefault, SETTINGS, SettingsError, type Environment } from '../settings.ts'

/** How people sign in by OpenID Connect. */
export type OidcSettings = {
  issuer: string
  clientId: string
  /** null: a public client, which PKCE alone protects. */
  clientSecret: string | null
  /** What the page calls it. */
  name: string
  /** The claim that says who has which role: a text, or a list of texts. */
  roleClaim: string
  /** Which values give which role. `*` stands for everyone whom the issuer lets in. */
  roles: ReadonlyMap<string, Role>
}

const EVERYONE = '*'

/**
 * From `LATCHKEY_OIDC_*`. @returns null where no issuer is named.
 * @throws SettingsError naming the setting that cannot be used.
 */
export function readOidcSettings(env: Environment): OidcSettings | null {
  const issuer = readSetting(SETTINGS.oidcIssuer, env)
  if (issuer === null) return null
  const clientId = readSetting(SETTINGS.oidcClientId, env)
  if (clientId === null)
    throw new SettingsError('LATCHKEY_OIDC_CLIENT_ID is missing: it goes with LATCHKEY_OIDC_ISSUER.')
  return {
    issuer,
    clientId,
    clientSecret: readSetting(SETTINGS.oidcClientSecret, env),
    name: readSetting(SETTINGS.oidcName, env) ?? new URL(issuer).host,
    roleClaim: readWithDefault(SETTINGS.oidcRoleClaim, env),
    // somebody has to be let in
    roles: readSetting(SETTINGS.oidcRoles, env) ?? SETTINGS.oidcRoles.parse('', SETTINGS.oidcRoles.name),
  }
}

/** The highest role that these claims give; null for none. */
export function roleOfClaims(
  { roleClaim, roles }: Pick<OidcSettings, 'roleClaim' | 'roles'>,
  claims: Readonly<Record<string, unknown>>,
): Role | null {
  const claimed = claims[roleClaim]
  const values = new Set([EVERYONE, ...(Array.isArray(claimed) ? claimed : [claimed])])
  return [...roles].findLast(([value]) => values.has(value))?.[1] ?? null
}

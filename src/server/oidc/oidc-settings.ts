import { isLoopback } from '#contract/loopback.ts'
import { ROLES, type Role } from '#contract/roles.ts'
import { SettingsError } from '../settings.ts'

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
export function readOidcSettings(env: Readonly<Record<string, string | undefined>>): OidcSettings | null {
  const issuer = env['LATCHKEY_OIDC_ISSUER']
  if (!issuer) return null
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  const isUsable = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (url === null || !isUsable || url.username || url.search || url.hash)
    throw new SettingsError('LATCHKEY_OIDC_ISSUER must be an https address without login, query or fragment.')
  const clientId = env['LATCHKEY_OIDC_CLIENT_ID']
  if (!clientId) throw new SettingsError('LATCHKEY_OIDC_CLIENT_ID is missing: it goes with LATCHKEY_OIDC_ISSUER.')
  return {
    issuer,
    clientId,
    clientSecret: env['LATCHKEY_OIDC_CLIENT_SECRET'] || null,
    name: env['LATCHKEY_OIDC_NAME'] || url.host,
    roleClaim: env['LATCHKEY_OIDC_ROLE_CLAIM'] || 'groups',
    roles: readRoles(env['LATCHKEY_OIDC_ROLES'] ?? ''),
  }
}

/** `admin=it-admins,operator=helpdesk,viewer=*` */
function readRoles(text: string): ReadonlyMap<string, Role> {
  const pairs = text.split(',').map((pair) => {
    const [, name, value = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/s.exec(pair) ?? []
    const role = ROLES.find((one) => one === name)
    if (role === undefined || value === '')
      throw new SettingsError(
        'LATCHKEY_OIDC_ROLES must be pairs such as admin=it-admins,viewer=* of the roles viewer, support, operator and admin.',
      )
    return [value, role] as const
  })
  // the highest role wins, in whatever order they are written
  return new Map(pairs.toSorted(([, one], [, other]) => ROLES.indexOf(one) - ROLES.indexOf(other)))
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

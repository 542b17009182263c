import * as z from 'zod/mini'
import type { InstalledPlugin } from '#domain/installed-plugins.ts'
import { ASKS, REPLACE_PLUGINS, type ReplacePlugins, type Snapshot } from '#domain/storage.ts'

/** GLPI's legacy REST API (`apirest.php`), as GLPI 10.0.19 was seen to speak it. Every reply is JSON. */

/** What goes wrong is a code and a sentence in the language of GLPI. */
const ErrorReply = z.tuple([z.string().check(z.regex(/^ERROR[A-Z_]*$/)), z.nullable(z.string())])

/** @returns null for anything that is not an error of GLPI's own. */
export function readGlpiError(body: unknown): { code: string; message: string | null } | null {
  // most answers are no error, and a schema takes longer to say so
  if (!Array.isArray(body)) return null
  const parsed = ErrorReply.safeParse(body)
  return parsed.success ? { code: parsed.data[0], message: parsed.data[1] } : null
}

/** Its sentence as people read it: without the address of the manual that ends it. */
export const sentenceOf = (message: string | null): string | null => message?.replace(/;[^;]*#ERROR\w*$/, '') || null

/** GLPI's rights are bits of one number. */
const READ = 1
const UPDATE = 2

export type ConfigRight = { read: boolean; update: boolean }

/** What the profile in use may do with GLPI's setup, and that profile's name, where GLPI gives it. */
export type ProfileRight = ConfigRight & { profile: string | null }

/** A profile without any right to the setup may leave the member out; GLPI 9.5 on an older PHP writes numbers as texts. */
const Profile = z.object({
  name: z.catch(z.nullable(z.string()), null),
  config: z.catch(z.coerce.number(), 0),
})

export const rightOfBits = (bits: number): ConfigRight => ({ read: (bits & READ) !== 0, update: (bits & UPDATE) !== 0 })

const rightOf = ({ name, config }: z.infer<typeof Profile>): ProfileRight => ({ profile: name, ...rightOfBits(config) })

const SessionReply = z.object({
  session_token: z.string().check(z.minLength(1)),
  session: z.catch(z.nullable(z.object({ glpiactiveprofile: Profile })), null),
})

const EmptySession = z.object({ session_token: z.literal('') })

/** A session that GLPI could not write down, or could not encrypt: it says that the sign-in was good, and gives nothing to go on with. */
export const isEmptySession = (body: unknown): boolean => EmptySession.safeParse(body).success

/** GET initSession with `get_full_session`: what the profile in use may do with GLPI's setup, where the session tells. */
export function readSession(body: unknown): { token: string; right: ProfileRight | null } | null {
  const parsed = SessionReply.safeParse(body)
  if (!parsed.success) return null
  const { session_token: token, session } = parsed.data
  return { token, right: session && rightOf(session.glpiactiveprofile) }
}

const PersonalSession = z.object({
  session_token: z.string().check(z.minLength(1)),
  session: z.object({
    glpiID: z.coerce.number(),
    glpiname: z.string(),
    glpifriendlyname: z.catch(z.string(), ''),
    glpiactiveprofile: z.object({ id: z.coerce.number() }),
  }),
})

export type PersonalSession = {
  token: string
  userId: number
  /** The profile that GLPI begins with: the default one of the account. */
  profileId: number
  /** As GLPI names the person, and their login. */
  names: string[]
}

/** GET initSession with `get_full_session`: whose session it is. */
export function readPersonalSession(body: unknown): PersonalSession | null {
  const parsed = PersonalSession.safeParse(body)
  if (!parsed.success) return null
  const { session_token: token, session } = parsed.data
  return {
    token,
    userId: session.glpiID,
    profileId: session.glpiactiveprofile.id,
    names: [session.glpifriendlyname, session.glpiname].map(withoutEntities),
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&#60;': '<', '&#62;': '>', '&#38;': '&' }

/** GLPI 10 keeps these three as entities, and hands them out so. */
const withoutEntities = (text: string): string => text.replaceAll(/&#(60|62|38);/g, (found) => ENTITIES[found] ?? found)

const Flag = z.pipe(
  z.coerce.number(),
  z.transform((value) => value === 1),
)
const AccountRow = z.object({ id: z.coerce.number(), is_active: Flag, is_deleted: z.catch(Flag, false) })

/** GET User/{id}: whether that account may still sign in; null for another answer. */
export function readAccountIsOpen(body: unknown): boolean | null {
  const parsed = AccountRow.safeParse(body)
  return parsed.success ? parsed.data.is_active && !parsed.data.is_deleted : null
}

const ProfilesOfUser = z.array(z.object({ profiles_id: z.coerce.number() }))

/** GET User/{id}/Profile_User: the profiles that the account has; null for another answer. */
export function readProfileIds(body: unknown): number[] | null {
  const parsed = ProfilesOfUser.safeParse(body)
  return parsed.success ? parsed.data.map(({ profiles_id: id }) => id) : null
}

const ProfileReply = z.object({ active_profile: Profile })

/** GET getActiveProfile. */
export function readConfigRight(body: unknown): ProfileRight | null {
  const parsed = ProfileReply.safeParse(body)
  return parsed.success ? rightOf(parsed.data.active_profile) : null
}

export type ProfileOfUser = { id: number; name: string }

const ProfilesReply = z.object({ myprofiles: z.array(z.object({ id: z.coerce.number(), name: z.string() })) })

/** GET getMyProfiles: those that the account may choose from. */
export function readProfiles(body: unknown): ProfileOfUser[] | null {
  const parsed = ProfilesReply.safeParse(body)
  return parsed.success ? parsed.data.myprofiles : null
}

/** Settings of GLPI's context `core`, which it keeps as texts; one that was never saved is not there. */
const GlpiSettings = z.object({
  version: z.catch(z.nullable(z.string()), null),
  glpi_network_uuid: z.catch(z.nullable(z.string()), null),
  proxy_name: z.catch(z.nullable(z.string()), null),
  proxy_port: z.catch(z.coerce.number(), 0),
  proxy_user: z.catch(z.string(), ''),
  marketplace_replace_plugins: z.optional(z.unknown()),
  proxy_exclusions: z.optional(z.unknown()),
})
export type GlpiSettings = Pick<Snapshot, 'version' | 'uid' | 'proxy' | 'proxyExclusions' | 'replacePlugins'>

const Exclusions = z.array(z.string()).check(z.maxLength(100))

/**
 * `proxy_exclusions` of GLPI 11: a list in its legacy API, and that list as JSON in its database and its API v2.
 * @returns null where it is missing; empty where it cannot be parsed, which GLPI treats the same.
 */
export function readProxyExclusions(value: unknown): string[] | null {
  if (value === undefined || value === null) return null
  try {
    const parsed = Exclusions.safeParse(typeof value === 'string' ? JSON.parse(value) : value)
    return parsed.success ? parsed.data : []
  } catch {
    return []
  }
}

/** GLPI's rows of plugins. */
const PluginRows = z.array(z.object({ directory: z.string(), version: z.string(), state: z.coerce.number() }))

/** GLPI's own numbers (src/Plugin.php): active, not configured, not active, to be updated. With the others it is there, and not installed. */
const INSTALLED = new Set([1, 3, 4, 6])
const ACTIVATED = 1

/** GET Plugin of the legacy API, and the same rows in GLPI's database. */
export function readInstalledPlugins(rows: unknown): InstalledPlugin[] | null {
  const parsed = PluginRows.safeParse(rows)
  if (!parsed.success) return null
  return parsed.data
    .filter(({ state }) => INSTALLED.has(state))
    .map(({ directory, version, state }) => ({ key: directory, version, isActive: state === ACTIVATED }))
}

export const REPLACE_PLUGINS_NAME = 'marketplace_replace_plugins'

/** @param value undefined where the settings were read and this one is not there: GLPI asks then. */
export function readReplacePlugins(value: unknown): ReplacePlugins | null {
  if (value === undefined) return ASKS
  return REPLACE_PLUGINS.find((one) => one === value || String(one) === value) ?? null
}

/** @param settings by name. Their passwords are never among them. */
export function readGlpiSettings(settings: unknown): GlpiSettings | null {
  const parsed = GlpiSettings.safeParse(settings)
  if (!parsed.success) return null
  const { version, glpi_network_uuid: uid, proxy_name: host, proxy_port: port, proxy_user: user } = parsed.data
  return {
    version,
    uid: uid || null,
    // a setting that is not told is not a proxy that is not set
    proxy: host === null ? null : host !== '' && { host, port, user: user || null, password: null },
    proxyExclusions: readProxyExclusions(parsed.data.proxy_exclusions),
    replacePlugins: readReplacePlugins(parsed.data.marketplace_replace_plugins),
  }
}

const ConfigReply = z.object({ cfg_glpi: z.looseObject({ version: z.string() }) })

/** GET getGlpiConfig. */
export function readGlpiConfig(body: unknown): GlpiSettings | null {
  const parsed = ConfigReply.safeParse(body)
  return parsed.success ? readGlpiSettings(parsed.data.cfg_glpi) : null
}

export const KEY_NAME = 'glpinetwork_registration_key'

const RowId = z.union([z.int(), z.string()])
const RowsReply = z.array(z.object({ id: RowId, context: z.string(), name: z.string() }))

/** GET Config, which leaves the values of secrets out. @returns the row of a core setting; `none` where it was never saved; null for no list. */
export function readRow(body: unknown, wanted: string): { id: string } | 'none' | null {
  const parsed = RowsReply.safeParse(body)
  if (!parsed.success) return null
  // the search finds parts of names, and a plugin may have a context of its own
  const row = parsed.data.find(({ context, name }) => context === 'core' && name === wanted)
  return row ? { id: String(row.id) } : 'none'
}

/** A page of GET search/Config with `withindexes`: by the row's id, the value under the number of its search option. */
const ValuesReply = z.object({ totalcount: z.int(), data: z.optional(z.custom<object>(isObject)) })

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/**
 * @returns the value as it stands in the database, NULL among them; nothing where this page does not have the row, or not its value.
 * Of the hundreds of rows one is read: this is asked of thousands of GLPIs.
 */
export function readStoredValue(body: unknown, id: string): { value?: string | null; total: number } | null {
  const parsed = ValuesReply.safeParse(body)
  if (!parsed.success) return null
  const { totalcount: total, data } = parsed.data
  const row: unknown = data && Object.getOwnPropertyDescriptor(data, id)?.value
  if (!isObject(row)) return { total }
  const value: unknown = Object.getOwnPropertyDescriptor(row, '1')?.value
  return typeof value === 'string' || value === null ? { value, total } : { total }
}

/** GLPI 11 encrypts the tokens of its sessions: the base64 of nonce, ciphertext and tag, 120 characters. 10 has 26, of PHP's own. */
const SEALED_TOKEN = /^[A-Za-z0-9+/]{88,}={0,2}$/

/** Whether a session token is one that GLPI could only make with a crypt key that it can use. */
export const isSealedToken = (token: string): boolean => token.length % 4 === 0 && SEALED_TOKEN.test(token)

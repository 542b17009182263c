import * as z from 'zod/mini'

/** GLPI's legacy REST API (`apirest.php`), as GLPI 10.0.19 was seen to speak it. Every reply is JSON. */

/** What goes wrong is a code and a sentence in the language of GLPI. */
const ErrorReply = z.tuple([z.string().check(z.regex(/^ERROR[A-Z_]*$/)), z.string()])

/** @returns null for anything that is not an error of GLPI's own. */
export function readGlpiError(body: unknown): { code: string; message: string } | null {
  const parsed = ErrorReply.safeParse(body)
  return parsed.success ? { code: parsed.data[0], message: parsed.data[1] } : null
}

const SessionReply = z.object({ session_token: z.string().check(z.minLength(1)) })

/** GET initSession. */
export function readSessionToken(body: unknown): string | null {
  const parsed = SessionReply.safeParse(body)
  return parsed.success ? parsed.data.session_token : null
}

/** GLPI's rights are bits of one number. */
const READ = 1
const UPDATE = 2

export type ConfigRight = { read: boolean; update: boolean }

/** A profile without any right to the setup may leave the member out. */
const ProfileReply = z.object({ active_profile: z.object({ config: z.catch(z.int(), 0) }) })

/** GET getActiveProfile: what the profile in use may do with GLPI's setup. */
export function readConfigRight(body: unknown): ConfigRight | null {
  const parsed = ProfileReply.safeParse(body)
  if (!parsed.success) return null
  const { config } = parsed.data.active_profile
  return { read: (config & READ) !== 0, update: (config & UPDATE) !== 0 }
}

const ConfigReply = z.object({ cfg_glpi: z.object({ version: z.string() }) })

/** GET getGlpiConfig, as "10.0.19". */
export function readGlpiVersion(body: unknown): string | null {
  const parsed = ConfigReply.safeParse(body)
  return parsed.success ? parsed.data.cfg_glpi.version : null
}

export const KEY_NAME = 'glpinetwork_registration_key'

const RowId = z.union([z.int(), z.string()])
const RowsReply = z.array(z.object({ id: RowId, context: z.string(), name: z.string() }))

/** GET Config, which leaves the values of secrets out. @returns the key's row; `none` where no key was ever saved; null for no list. */
export function readKeyRow(body: unknown): { id: string } | 'none' | null {
  const parsed = RowsReply.safeParse(body)
  if (!parsed.success) return null
  // the search finds parts of names, and a plugin may have a context of its own
  const row = parsed.data.find(({ context, name }) => context === 'core' && name === KEY_NAME)
  return row ? { id: String(row.id) } : 'none'
}

/** A page of GET search/Config with `withindexes`: by the row's id, the value under the number of its search option. */
const ValuesReply = z.object({
  totalcount: z.int(),
  data: z.optional(z.record(z.string(), z.object({ 1: z.unknown() }))),
})

/** @returns the value as it stands in the database, null for one that is not told; nothing where this page does not have the row. */
export function readStoredValue(body: unknown, id: string): { value?: string | null; total: number } | null {
  const parsed = ValuesReply.safeParse(body)
  if (!parsed.success) return null
  const { totalcount: total, data } = parsed.data
  const row = data?.[id]
  if (!row) return { total }
  return { value: typeof row[1] === 'string' ? row[1] : null, total }
}

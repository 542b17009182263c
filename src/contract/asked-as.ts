import * as z from 'zod/mini'

/** How a GLPI is named to GLPI Network: only as it was seen in GLPI, or given by a person. */

/** `glpi_network_uuid`: 40 characters in every GLPI we know; what could not stand in a header is none. */
export const InstanceUid = z.string().check(z.trim(), z.regex(/^[\x21-\x7e]{1,100}$/))
/** As GLPI sends it, "11.0.8". */
export const GlpiVersion = z.string().check(z.trim(), z.regex(/^\d[\w.+-]{0,39}$/))

/** Where a value comes from: `seen` in GLPI, or `given` by a person. What was seen comes first. */
export const ORIGINS = ['seen', 'given'] as const
export type Origin = (typeof ORIGINS)[number]

export const AskedAs = z.object({
  /** The GLPI version that is named to GLPI Network; null: none is. */
  version: z.nullable(z.string()),
  versionFrom: z.nullable(z.enum(ORIGINS)),
  /** Where the instance id comes from; null: none is sent. The id itself is not shown. */
  idFrom: z.nullable(z.enum(ORIGINS)),
  /**
   * `glpi`: through GLPI's own proxy, as the latest inspection saw it. `glpi-earlier`: as an earlier one saw it, because the latest one
   * failed. null: as the environment of Latchkey says.
   */
  proxy: z.nullable(z.enum(['glpi', 'glpi-earlier'])),
})
export type AskedAs = z.infer<typeof AskedAs>

export const ASKED_AS_NOBODY: AskedAs = { version: null, versionFrom: null, idFrom: null, proxy: null }

/** What a GLPI shows is taken only where it is what it should be: it goes into headers. */
export const seenUid = (seen: string | null | undefined): string | null => InstanceUid.safeParse(seen).data ?? null
export const seenVersion = (seen: string | null | undefined): string | null => GlpiVersion.safeParse(seen).data ?? null

/** What a GLPI shows goes before what a person said of it. */
export function firstOf(seen: string | null, given: string | null): { value: string | null; from: Origin | null } {
  if (seen !== null) return { value: seen, from: 'seen' }
  return { value: given, from: given === null ? null : 'given' }
}

import type { Context } from 'hono'

/** The primary language of `Accept-Language` (RFC 9110, 12.5.4), in the form that GLPI sends: `fr`, not `fr-FR`. */
export function languageOf(c: Context): string {
  return /^[a-z]{2,3}(?![a-z])/i.exec(c.req.header('accept-language') ?? '')?.[0].toLowerCase() ?? 'en'
}

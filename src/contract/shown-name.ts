import * as z from 'zod/mini'

/**
 * What no name and no setting holds: control characters, which tear a line or end a text early, and those that turn the direction of
 * what follows, so that it reads as something else. Not \p{…}: what reads the JSON Schema may compile it without the flag u.
 */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
export const VISIBLE = /^[^\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+$/

/** What people call something. */
export const ShownName = z.string().check(z.trim(), z.minLength(1), z.maxLength(100), z.regex(VISIBLE))

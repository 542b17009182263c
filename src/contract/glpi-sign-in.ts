import * as z from 'zod/mini'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { Evidence } from './glpi-snapshot.ts'
import { VISIBLE } from './shown-name.ts'

/** How people sign in by a GLPI: on its own page (`oauth`, GLPI 11), or with login and password over its legacy API (older ones). */
export const GLPI_SIGN_IN_METHODS = ['oauth', 'password'] as const
export type GlpiSignInMethod = (typeof GLPI_SIGN_IN_METHODS)[number]

const Address = z.url({ protocol: /^https?$/ }).check(z.maxLength(2000))
const ClientText = z.string().check(z.minLength(1), z.maxLength(500), z.regex(/^[\x21-\x7e]+$/))

/**
 * The body of PUT instances/{id}/sign-in, and of its test. A secret that is left out stays as stored, for the same address and client.
 */
export const GlpiSignInForm = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('oauth'),
    url: Address,
    clientId: ClientText,
    clientSecret: z.optional(ClientText),
  }),
  z.strictObject({ method: z.literal('password'), url: Address }),
])
export type GlpiSignInForm = z.infer<typeof GlpiSignInForm>

/** GET instances/{id}/sign-in: whether people sign in by this GLPI. The secret of its client is not in it. */
export const GlpiSignInView = z.object({
  /** null: nobody signs in by it. */
  signIn: z.nullable(
    z.object({
      method: z.enum(GLPI_SIGN_IN_METHODS),
      url: z.string(),
      /** Of `oauth`. */
      clientId: z.nullable(z.string()),
    }),
  ),
  /** It is on, and cannot be decrypted: it has to be entered again. */
  isUnreadable: z.boolean(),
  /** What GLPI's OAuth client allows as the address to lead back to. */
  callback: z.string(),
  /** What a form begins with: the address in the instance's connection, and what fits the version of its GLPI; null where nothing is known. */
  known: z.object({ url: z.nullable(z.string()), method: z.nullable(z.enum(GLPI_SIGN_IN_METHODS)) }),
})
export type GlpiSignInView = z.infer<typeof GlpiSignInView>

/** What a test found: `good`, or why people could not sign in so. */
export const GlpiSignInTest = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('good') }),
  /** `is-11`: its legacy API asks for no second factor, so that it is not used. `callback-refused`: its client allows another address. */
  z.object({ outcome: z.enum(['is-11', 'is-older', 'callback-refused', 'grant-missing']) }),
  z.object({
    outcome: z.literal('failed'),
    cause: z.enum(CAUSE_CODES),
    evidence: z.optional(Evidence),
  }),
])
export type GlpiSignInTest = z.infer<typeof GlpiSignInTest>

/** The body of POST sign-in/glpi/{id}. */
export const GlpiPasswordForm = z.strictObject({
  login: z.string().check(z.minLength(1), z.maxLength(250), z.regex(VISIBLE)),
  /** Used once, and stored nowhere. */
  password: z.string().check(z.minLength(1), z.maxLength(1000)),
})
export type GlpiPasswordForm = z.infer<typeof GlpiPasswordForm>

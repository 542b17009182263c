import * as z from 'zod/mini'
import { GLPI_SIGN_IN_METHODS } from './glpi-sign-in.ts'
import { MOST_HOURS, PERSON_NAME } from './invitation-limits.ts'
import { ROLES } from './roles.ts'

const Instant = z.iso.datetime()

/**
 * What ends a session: the person, another sign-in of the same browser, an administrator, 30 minutes without use, 12 hours in all; of one
 * that a GLPI vouches for also that GLPI, which gives no right any more (`right-lost`) or does not say for 15 minutes (`right-unknown`).
 */
export const SESSION_ENDS = [
  'signed-out',
  'replaced',
  'revoked',
  'idle',
  'over',
  'right-lost',
  'right-unknown',
] as const
export type SessionEnd = (typeof SESSION_ENDS)[number]

/** GET session/ended: what ended the session that the caller had; null where there was none, and where it is open. */
export const EndedSession = z.object({ reason: z.nullable(z.enum(SESSION_ENDS)) })

/** By what a session was opened. */
export const SIGN_IN_ORIGINS = ['start', 'invite', 'oidc', 'glpi'] as const
export type SignInOrigin = (typeof SIGN_IN_ORIGINS)[number]

/** GET sign-in: how people sign in, besides links. */
export const SignInWays = z.object({
  /** By OpenID Connect, with what the issuer is called; null where that is not set up. */
  oidc: z.nullable(z.object({ name: z.string() })),
  /** By these GLPIs, each by the name of its instance. */
  glpis: z.array(z.object({ id: z.string(), name: z.string(), method: z.enum(GLPI_SIGN_IN_METHODS) })),
})

/**
 * Why a sign-in elsewhere opened no session: it was refused there, no role is given to the person, GLPI gives them no right to its setup,
 * it took too long, anything else.
 */
export const SIGN_IN_FAILURES = ['denied', 'no-role', 'no-right', 'expired', 'failed'] as const
export type SignInFailure = (typeof SIGN_IN_FAILURES)[number]

/** The body of POST people/invitations. */
export const InvitationForm = z.strictObject({
  role: z.enum(ROLES),
  /** How long the link works; a session of support ends with it. */
  hours: z.number().check(z.positive(), z.maximum(MOST_HOURS)),
  /** Of the person: it stands beside what they do. */
  name: z.optional(z.string().check(z.trim(), z.regex(PERSON_NAME))),
})
export type InvitationForm = z.infer<typeof InvitationForm>

/** A sign-in link that was not opened yet. */
export const Invitation = z.object({
  number: z.int(),
  role: z.enum(ROLES),
  name: z.nullable(z.string()),
  /** The one that a start prints. */
  isFromStart: z.boolean(),
  expiresAt: Instant,
})
export type Invitation = z.infer<typeof Invitation>

/** Somebody who is signed in. */
export const PersonSession = z.object({
  number: z.int(),
  role: z.enum(ROLES),
  name: z.nullable(z.string()),
  origin: z.enum(SIGN_IN_ORIGINS),
  /** As its browser names them, which it may do wrongly; null where it names none that is known. */
  browser: z.nullable(z.string()),
  system: z.nullable(z.string()),
  openedAt: Instant,
  usedAt: Instant,
  endsAt: Instant,
  /** Whether this is the session of the caller. */
  isOwn: z.boolean(),
})
export type PersonSession = z.infer<typeof PersonSession>

/** GET people: who is signed in, and who may come. */
export const People = z.object({ sessions: z.array(PersonSession), invitations: z.array(Invitation) })
export type People = z.infer<typeof People>

/** The same, with the link of the invitation that was just made. It is shown this once. */
export const PeopleWithLink = z.extend(People, { link: z.string() })
export type PeopleWithLink = z.infer<typeof PeopleWithLink>

/** The body of PUT sessions/{session}/role. */
export const RoleForm = z.strictObject({ role: z.enum(ROLES) })

import * as z from 'zod/mini'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { Evidence } from './glpi-snapshot.ts'
import { CheckReply } from './panel.ts'
import { ROLES } from './roles.ts'

/** Codes of refusals that are not causes: what was wrong with the request itself. */
export const REQUEST_CODES = [
  'json-unreadable',
  'request-invalid',
  'media-type-unsupported',
  'body-too-large',
  'instance-unknown',
  'instance-exists',
  'instance-built-in',
  'changed-meanwhile',
  'key-not-verified',
  'former-key-unknown',
  'recipient-unknown',
  'route-unknown',
  'method-not-allowed',
  'too-many-streams',
  'too-many-tries',
  'too-many-checks',
  'invitation-over',
  'not-on-screen',
  'sign-in-required',
  'sign-in-link-spent',
  'admin-required',
  'role-required',
  'person-unknown',
  'sign-in-not-offered',
  'no-right-in-glpi',
  'oauth-needed',
  'address-refused',
  'console-not-allowed',
  'instance-managed',
  'secret-unreadable',
  'disk-full',
  'storage-failed',
  'key-not-for-practice',
  'origin-refused',
  'host-refused',
  'text-too-long',
  'file-unreadable',
  'usage-invalid',
  'setting-invalid',
  'not-ready',
  'unexpected',
] as const
export type RequestCode = (typeof REQUEST_CODES)[number]

export const ProblemCode = z.enum([...REQUEST_CODES, ...CAUSE_CODES])
export type ProblemCode = z.infer<typeof ProblemCode>

/** What has changed since the state that `If-Match` names, and what is saved now. */
export const Changed = z.object({
  what: z.enum(['key-saved', 'key-replaced', 'key-removed', 'key-restored', 'settings-changed']),
  /** null where nobody knows any more. */
  secondsAgo: z.nullable(z.int()),
  /** Of the key that is saved now. */
  fingerprint: z.nullable(z.string()),
  revision: z.string(),
})
export type Changed = z.infer<typeof Changed>

/**
 * The one shape of every refusal, RFC 9457 (`application/problem+json`) with a stable `code`.
 * `type` is `urn:latchkey:problem:<code>`; `detail` is English, readers show their own words by `code`.
 */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: ProblemCode,
  /** Of `admin-required` and `role-required`: the least role that may do it. */
  role: z.optional(z.enum(ROLES)),
  /** Of `too-many-tries`, as `Retry-After`. */
  retryAfterSeconds: z.optional(z.int()),
  /** Of `changed-meanwhile`. */
  changed: z.optional(Changed),
  /** Of `key-not-verified`: what GLPI Network says of the new key. */
  check: z.optional(CheckReply),
  /** What GLPI, or what stands before it, answered in place of taking the key. */
  evidence: z.optional(Evidence),
})
export type Problem = z.infer<typeof Problem>

import * as z from 'zod/mini'
import { CAUSE_CODES } from '#domain/cause-codes.ts'

/** Codes of refusals that are not causes: what was wrong with the request itself. */
export const REQUEST_CODES = [
  'json-unreadable',
  'request-invalid',
  'media-type-unsupported',
  'body-too-large',
  'instance-unknown',
  'instance-exists',
  'instance-built-in',
  'route-unknown',
  'sign-in-required',
  'sign-in-link-spent',
  'admin-required',
  'address-refused',
  'console-not-allowed',
  'instance-managed',
  'key-not-for-practice',
  'origin-refused',
  'text-too-long',
  'file-unreadable',
  'usage-invalid',
  'setting-invalid',
  'unexpected',
] as const

export const ProblemCode = z.enum([...REQUEST_CODES, ...CAUSE_CODES])
export type ProblemCode = z.infer<typeof ProblemCode>

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
})
export type Problem = z.infer<typeof Problem>

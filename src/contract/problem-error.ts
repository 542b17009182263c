import type { Problem, ProblemCode, RequestCode } from './problem.ts'

const STATUS: Record<RequestCode, number> = {
  'json-unreadable': 400,
  'request-invalid': 422,
  'media-type-unsupported': 415,
  'body-too-large': 413,
  'instance-unknown': 404,
  'instance-exists': 409,
  'instance-built-in': 409,
  'changed-meanwhile': 412,
  'key-not-verified': 409,
  'former-key-unknown': 404,
  'recipient-unknown': 404,
  'route-unknown': 404,
  'method-not-allowed': 405,
  'too-many-streams': 429,
  'too-many-tries': 429,
  'too-many-checks': 429,
  'invitation-over': 401,
  'not-on-screen': 409,
  'sign-in-required': 401,
  'sign-in-link-spent': 401,
  'admin-required': 403,
  'role-required': 403,
  'person-unknown': 404,
  'sign-in-not-offered': 404,
  'no-right-in-glpi': 403,
  'oauth-needed': 409,
  'address-refused': 422,
  'console-not-allowed': 403,
  'key-not-for-practice': 409,
  'instance-managed': 409,
  'secret-unreadable': 409,
  'disk-full': 507,
  'storage-failed': 503,
  'origin-refused': 403,
  // the request was meant for another server (RFC 9110, 15.5.20)
  'host-refused': 421,
  'text-too-long': 413,
  'file-unreadable': 422,
  'usage-invalid': 422,
  'setting-invalid': 422,
  'not-ready': 503,
  unexpected: 500,
}

type Details = Pick<Problem, 'changed' | 'check' | 'evidence' | 'role' | 'retryAfterSeconds'>

/** Thrown to answer with a problem. `detail` must never quote what was sent: it may be a key. */
export class ProblemError extends Error {
  override name = 'Refusal'
  readonly code: ProblemCode
  readonly details: Details
  /** Of the reply, such as `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>
  constructor(
    code: ProblemCode,
    detail: string,
    details: Details = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail)
    this.code = code
    this.details = details
    this.headers = headers
  }
}

const isRequestCode = (code: ProblemCode): code is RequestCode => code in STATUS

/** RFC 9457. A cause as code means that the content was understood and cannot be taken: 422 (RFC 9110, 15.5.21). */
export function problemOf({ code, message, details }: ProblemError): Problem {
  const status = isRequestCode(code) ? STATUS[code] : 422
  const title = code.replaceAll('-', ' ')
  return { type: `urn:latchkey:problem:${code}`, title, status, detail: message, code, ...details }
}

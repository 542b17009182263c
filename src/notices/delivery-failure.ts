import { ADDRESS_REFUSED } from '#contract/forbidden-address.ts'
import type { NoticeFailure, NoticeFault } from '#contract/notices.ts'
import { scrubFor } from '#contract/scrub/scrub.ts'
import type { CauseCode } from '#domain/causes.ts'
import { failureOf } from '#net/failure.ts'
import { oneLine } from './compose.ts'

/** Why a message was not taken. It quotes nothing but what the other side answered, shortened, and never a secret. */
export class DeliveryFailure extends Error {
  override name = 'DeliveryFailure'
  readonly failure: NoticeFailure
  /** The other side asked to be left alone for so long. */
  readonly retryAfterSeconds: number | null

  constructor(failure: NoticeFailure, retryAfterSeconds: number | null = null) {
    super(failure.fault)
    this.failure = failure
    this.retryAfterSeconds = retryAfterSeconds
  }
}

const MOST_CHARACTERS = 200

export function shortened(text: string): string {
  const line = oneLine(text)
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1)}…` : line
}

const FAULTS: Partial<Record<CauseCode, NoticeFault>> = {
  'dns-not-found': 'name-not-found',
  'dns-timeout': 'name-not-found',
  'connect-refused': 'connect-refused',
  'connect-timeout': 'no-answer',
  'reply-timeout': 'no-answer',
  'connection-reset': 'cut-off',
  'tls-untrusted-issuer': 'tls',
  'tls-self-signed': 'tls',
  'tls-wrong-host': 'tls',
  'tls-expired': 'tls',
  'tls-not-yet-valid': 'tls',
  'tls-not-tls': 'tls',
  redirected: 'redirected',
  'proxy-unreachable': 'proxy',
  'proxy-auth-required': 'proxy',
  'proxy-denied': 'proxy',
  'proxy-cannot-reach': 'proxy',
  'proxy-setting-unusable': 'proxy',
}

/** Codes of the mail client's own that say more than those of the system below it. */
const MAIL_FAULTS: Readonly<Record<string, NoticeFault>> = {
  ETLS: 'tls',
  EAUTH: 'sign-in-refused',
  ENOAUTH: 'sign-in-refused',
  EENVELOPE: 'refused',
  EMESSAGE: 'refused',
  EPROTOCOL: 'refused',
  ETIMEDOUT: 'no-answer',
  ECONNECTION: 'cut-off',
  ESOCKET: 'cut-off',
}

const textOf = (error: unknown, name: string): string | null => {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : null
  return typeof value === 'string' && value !== '' ? value : null
}

/** What the other side answered; withheld as a whole where it quotes the secret, in whatever spelling. */
export const answerWithout = (secret: string | null, said: string): string =>
  scrubFor(secret === null ? [] : [secret])(said)

/** What any error of a delivery means. @param secret what must not be repeated, wherever it came from. */
export function failureFrom(error: unknown, secret: string | null): DeliveryFailure {
  if (error instanceof DeliveryFailure) return error
  const code = textOf(error, 'code')
  const response = textOf(error, 'response')
  const { cause, errorCode } = failureOf(error, 'not-the-vendor')
  if (errorCode === ADDRESS_REFUSED) return new DeliveryFailure({ fault: 'address-refused', said: null })
  // the mail client puts its own code in place of that of a handshake, and leaves its words
  const isOfTls = code === 'ESOCKET' && error instanceof Error && /certificate|\b(ssl|tls)\b/i.test(error.message)
  const known = isOfTls ? 'tls' : ((code === null ? undefined : MAIL_FAULTS[code]) ?? FAULTS[cause] ?? 'unknown')
  // a server that answered before it cut the connection has refused
  const fault = response !== null && (known === 'cut-off' || known === 'unknown') ? 'refused' : known
  const message = fault === 'tls' && error instanceof Error ? error.message : null
  // the system's code is that of the connection to the proxy, and does not say so
  const said = fault === 'proxy' ? cause : (response ?? message ?? errorCode)
  return new DeliveryFailure({ fault, said: said === null ? null : shortened(answerWithout(secret, said)) })
}

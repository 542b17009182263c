import { readInfo } from '#contract/vendor.ts'
import type { CauseCode } from '#domain/causes.ts'
import type { Answer, Silence } from '#domain/verdict.ts'
import type { Reply } from './exchange.ts'

export const silence = (cause: CauseCode, retryAfterSeconds: number | null = null): Silence => ({
  verdict: 'no-answer',
  message: null,
  cause,
  retryAfterSeconds,
})

/**
 * What a reply to registration/info says. Like GLPI, a body with `is_valid` counts whatever its status; unlike GLPI,
 * everything else keeps its cause.
 */
export function readReply(reply: Reply, now: number): Answer | Silence {
  if (reply.status >= 300 && reply.status < 400) return silence('redirected')
  const answer = readInfo(parseJson(reply.body), now + (reply.clockOffsetMs ?? 0), reply.clockOffsetMs)
  return answer ?? silence(causeOfReply(reply), secondsOf(reply.retryAfter, now))
}

/** Why a reply is not the vendor's answer. */
export function causeOfReply(reply: Reply): CauseCode {
  if (reply.status >= 300 && reply.status < 400) return 'redirected'
  if (reply.status === 429) return 'rate-limited'
  // 511 is a captive portal by its own name (RFC 6585, 6)
  if (reply.status === 511) return 'not-the-vendor'
  if (reply.status === 407) return 'proxy-auth-required'
  if (reply.status >= 500) return 'vendor-error'
  return isPage(reply) ? 'not-the-vendor' : 'reply-unreadable'
}

/** Why a reply to ping is not the vendor's; null when it is. GLPI takes any non-empty body for one. */
export const causeOfPing = (reply: Reply): CauseCode | null =>
  isPage(reply) || reply.status >= 300 || reply.body === '' ? causeOfReply(reply) : null

/** The vendor speaks JSON; a page in its place is somebody else's. */
export const isPage = ({ contentType, body }: Reply): boolean =>
  /^\s*(text\/html|application\/xhtml)/i.test(contentType) || /^\s*<(!doctype|html|head|body)/i.test(body)

/** undefined for a text that is no JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). */
function secondsOf(header: string | null, now: number): number | null {
  if (header === null) return null
  if (/^\d+$/.test(header.trim())) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000))
}

import type { Scrub } from '#contract/scrub/scrub.ts'
import { readRetryAfter } from '#contract/retry-after.ts'
import { readInfo } from '#contract/vendor.ts'
import type { CauseCode } from '#domain/causes.ts'
import type { VendorAnswer, NoAnswer } from '#domain/verdict.ts'
import type { VendorReply } from './exchange.ts'

export const noAnswer = (cause: CauseCode, retryAfterSeconds: number | null = null): NoAnswer => ({
  verdict: 'no-answer',
  message: null,
  cause,
  retryAfterSeconds,
})

/**
 * What a reply to registration/info says. Like GLPI, a body with `is_valid` counts whatever its status; unlike GLPI,
 * everything else keeps its cause. Texts that quote the key are withheld.
 */
export function readReply(reply: VendorReply, now: number, scrub: Scrub): VendorAnswer | NoAnswer {
  if (reply.status >= 300 && reply.status < 400) return noAnswer('redirected')
  const theirNow = now + (reply.clockOffsetMs ?? 0)
  const answer = readInfo(parseJson(reply.body), theirNow, reply.clockOffsetMs)
  return answer ? scrubbed(answer, scrub) : noAnswer(causeOfReply(reply), readRetryAfter(reply.retryAfter, theirNow))
}

function scrubbed(answer: VendorAnswer, scrub: Scrub): VendorAnswer {
  const text = (value: string | null) => (value === null ? null : scrub(value))
  const { message, owner, subscription } = answer
  return {
    ...answer,
    message: text(message),
    owner: text(owner),
    subscription: subscription && {
      ...subscription,
      title: text(subscription.title),
      offer: text(subscription.offer),
    },
  }
}

/** Why a reply is not the vendor's answer. */
export function causeOfReply(reply: VendorReply): CauseCode {
  const { status } = reply
  if (status >= 300 && status < 400) return 'redirected'
  if (status === 429) return 'rate-limited'
  // 511 is a captive portal by its own name (RFC 6585, 6)
  if (status === 511) return 'not-the-vendor'
  if (status === 407) return 'proxy-auth-required'
  if (status >= 400 && isOfAProxy(reply)) return causeOfProxyPage(reply)
  if (status >= 500) return 'vendor-error'
  return isPage(reply) ? 'not-the-vendor' : 'reply-unreadable'
}

/** Signs of a forward proxy that speaks for itself: Squid's own header, RFC 9209, 2.1.1, and names in `Server`. */
function isOfAProxy({ headers }: VendorReply): boolean {
  if (headers['x-squid-error'] !== undefined) return true
  if (/;\s*error\s*=/i.test(String(headers['proxy-status'] ?? ''))) return true
  return /^\s*(squid|tinyproxy|privoxy|zscaler|mcafee|bluecoat|forcepoint|fortiproxy)/i.test(
    String(headers['server'] ?? ''),
  )
}

/** Without a proxy of our own setting, one that answers is just somebody else. */
function causeOfProxyPage({ status, proxied }: VendorReply): CauseCode {
  if (!proxied) return 'not-the-vendor'
  return status >= 500 ? 'proxy-cannot-reach' : 'proxy-denied'
}

/** Why a reply to ping is not the vendor's; null when it is. GLPI takes any non-empty body for one. */
export const causeOfPing = (reply: VendorReply): CauseCode | null =>
  isPage(reply) || reply.status >= 300 || reply.body === '' ? causeOfReply(reply) : null

/** The vendor speaks JSON; a page in its place is somebody else's. */
export const isPage = ({ contentType, body }: VendorReply): boolean =>
  /^\s*(text\/html|application\/xhtml)/i.test(contentType) || /^\s*<(!doctype|html|head|body)/i.test(body)

/** undefined for a text that is no JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

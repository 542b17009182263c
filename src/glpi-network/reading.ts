import type { Scrub } from '#contract/scrub/scrub.ts'
import { readRetryAfter } from '#contract/retry-after.ts'
import type { CauseCode } from '#domain/causes.ts'
import type { VendorAnswer, NoAnswer } from '#domain/verdict.ts'
import { causeOfReply, isPageBody, isPageType, type ReplySigns } from '#net/classify-reply.ts'
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
export async function readReply(reply: VendorReply, now: number, scrub: Scrub): Promise<VendorAnswer | NoAnswer> {
  if (reply.status >= 300 && reply.status < 400) return noAnswer('redirected')
  const theirNow = now + (reply.clockOffsetMs ?? 0)
  const { readInfo } = await import('#contract/vendor.ts')
  const answer = readInfo(parseJson(reply.body), theirNow, reply.clockOffsetMs)
  return answer
    ? scrubbed(answer, scrub)
    : noAnswer(causeOfReply(signsOf(reply)), readRetryAfter(reply.retryAfter, theirNow))
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

/** The list and the text it was read from; or why there is none. */
export type ListAnswer =
  | { cause: null; list: readonly unknown[]; text: string }
  | { cause: CauseCode; retryAfterSeconds: number | null }

/** What a reply says that should be a list. One under a bad status is none: nothing tells it from an error. */
export function readList(reply: VendorReply, now: number): ListAnswer {
  const list = reply.status < 300 ? parseJson(reply.body) : undefined
  if (Array.isArray(list)) return { cause: null, list, text: reply.body }
  const theirNow = now + (reply.clockOffsetMs ?? 0)
  return { cause: causeOfReply(signsOf(reply)), retryAfterSeconds: readRetryAfter(reply.retryAfter, theirNow) }
}

/** The signs by which a reply is classified. */
export const signsOf = (reply: VendorReply): ReplySigns => ({
  status: reply.status,
  headers: reply.headers,
  isPage: isPage(reply),
  isEmpty: reply.body === '',
  isProxied: reply.proxied,
})

export const isPage = ({ contentType, body }: VendorReply): boolean => isPageType(contentType) || isPageBody(body)

/** undefined for a text that is not JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

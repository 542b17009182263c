import type { Dispatcher } from 'undici'
import { readHttpDate } from '#contract/http-date.ts'
import type { CauseCode } from '#domain/causes.ts'
import { MAX_CORRECTION_MS } from '#domain/clocks.ts'
import { readDecodedBody, type Sink } from './body.ts'
import { Failure } from '#net/failure.ts'
import { vendorFailureOf } from './failure.ts'

/** What is said of a key is far smaller. */
const MAX_BODY_BYTES = 1_048_576

export type VendorReply = {
  status: number
  contentType: string
  retryAfter: string | null
  /** By lower-case name. */
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** It came through a tunnel: what it says may be the proxy's. */
  proxied: boolean
  body: string
  /** Of the body, after decompression. */
  bytes: number
  /** Milliseconds by our clock as it stood in the end: the question left, the headers came. */
  sentAt: number
  receivedAt: number
  /** The vendor's clock minus ours in milliseconds, from `Date`, at the middle of the round trip; null without one, or with one years away. */
  clockOffsetMs: number | null
}

export type VendorRequest = {
  dispatcher: Dispatcher
  /** The cause of a timeout as long as no connection stands. */
  late?: () => CauseCode | null
  proxied: boolean
  url: URL
  headers: Record<string, string>
  signal: AbortSignal
  now: () => number
  /** Takes the body in place of `Reply.body`, up to `maxBytes`. */
  sink?: Sink
  maxBytes?: number
}

/** GET, once; no redirect is followed. @throws Failure, and nothing else: an error of the stack may quote headers. */
export async function requestVendor(asked: VendorRequest): Promise<VendorReply> {
  const { dispatcher, late, proxied, url, headers, signal, now, maxBytes = MAX_BODY_BYTES } = asked
  const { request } = await import('undici')
  const chunks: Buffer[] = []
  const sink = asked.sink ?? ((chunk) => void chunks.push(chunk))
  let answered = false
  try {
    const startedAt = performance.now()
    const reply = await request(url, { method: 'GET', dispatcher, headers, signal })
    answered = true
    const receivedAt = now()
    // told by the clock that nobody sets, so that both ends of the trip fit the same setting of ours
    const sentAt = receivedAt - (performance.now() - startedAt)
    const encoding = String(reply.headers['content-encoding'] ?? '')
    const bytes = await readDecodedBody(reply.body, encoding, { maxBytes, sink, signal })
    return {
      status: reply.statusCode,
      contentType: String(reply.headers['content-type'] ?? ''),
      retryAfter: firstOf(reply.headers['retry-after']),
      headers: reply.headers,
      proxied,
      body: Buffer.concat(chunks).toString('utf8'),
      bytes,
      sentAt,
      receivedAt,
      clockOffsetMs: clockOffset(firstOf(reply.headers['date']), (sentAt + receivedAt) / 2),
    }
  } catch (error) {
    if (!(error instanceof Failure) && signal.aborted)
      throw new Failure(answered ? 'reply-stalled' : (late?.() ?? 'reply-timeout'))
    throw vendorFailureOf(error)
  }
}

/** A header that came more than once. */
const firstOf = (header: string | string[] | undefined): string | null => [header].flat()[0] ?? null

/** `Date` has whole seconds, cut off: half a second more is the best guess. */
function clockOffset(date: string | null, midway: number): number | null {
  const vendorNow = readHttpDate(date)
  const offset = vendorNow === null ? Infinity : Math.round(vendorNow + 500 - midway)
  return Math.abs(offset) <= MAX_CORRECTION_MS ? offset : null
}

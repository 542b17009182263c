import type { Dispatcher } from 'undici'
import { readHttpDate } from '#contract/dates.ts'
import type { CauseCode } from '#domain/causes.ts'
import { MAX_CORRECTION_MS } from '#domain/clocks.ts'
import { collectBody, exchange, type ReplyHead, replyTooLarge } from '#net/exchange.ts'
import { Failure } from '#net/failure.ts'
import { vendorFailureOf } from './failure.ts'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'

/** An answer about a key is far smaller. */
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
  /** The cause of a timeout while no connection is open. */
  late?: () => CauseCode | null
  proxied: boolean
  url: URL
  headers: Record<string, string>
  signal: AbortSignal
  now: () => number
  /** Takes the body in place of `Reply.body`, up to `maxBytes`. */
  sink?: (chunk: Buffer) => void
  maxBytes?: number
}

/** GET, once. @throws Failure, and nothing else. */
export async function requestVendor(asked: VendorRequest): Promise<VendorReply> {
  const { dispatcher, proxied, url, headers, signal, now, maxBytes = MAX_BODY_BYTES } = asked
  const body = collectBody()
  const compressed = collectBody()
  let bytes = 0
  const take = (chunk: Buffer) => {
    bytes += chunk.length
    ;(asked.sink ?? body.take)(chunk)
  }
  const late = (hasBegun: boolean) => new Failure(hasBegun ? 'reply-stalled' : (asked.late?.() ?? 'reply-timeout'))
  try {
    const reply = await exchange(
      dispatcher,
      { method: 'GET', origin: url.origin, path: url.pathname + url.search, headers },
      {
        limit: { ms: Infinity, signal },
        late,
        maxBytes,
        take: (chunk, head) => (decoderOf(encodingOf(head)) ? compressed.take(chunk) : take(chunk)),
        now,
      },
    )
    const decode = decoderOf(encodingOf(reply))
    if (decode) take(await decode(compressed.whole(), maxBytes))
    const { sentAt, receivedAt } = reply
    return {
      status: reply.status,
      contentType: String(reply.headers['content-type'] ?? ''),
      retryAfter: firstOf(reply.headers['retry-after']),
      headers: reply.headers,
      proxied,
      body: body.whole().toString('utf8'),
      bytes,
      sentAt,
      receivedAt,
      clockOffsetMs: clockOffset(firstOf(reply.headers['date']), (sentAt + receivedAt) / 2),
    }
  } catch (error) {
    throw vendorFailureOf(error)
  }
}

const encodingOf = ({ headers }: ReplyHead): string => String(headers['content-encoding'] ?? '')

/** The first value of a header that may come more than once. */
const firstOf = (header: string | string[] | undefined): string | null => [header].flat()[0] ?? null

/** `Date` is cut to whole seconds, so half a second more is the best guess. */
function clockOffset(date: string | null, midway: number): number | null {
  const vendorNow = readHttpDate(date)
  const offset = vendorNow === null ? Infinity : Math.round(vendorNow + 500 - midway)
  return Math.abs(offset) <= MAX_CORRECTION_MS ? offset : null
}

type Decode = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

const DECODERS: Readonly<Record<string, Decode>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

/** What decompresses a body; null for one that is not compressed. Nothing was asked to be, but some servers do not listen. */
function decoderOf(encoding: string): ((bytes: Buffer, maxBytes: number) => Promise<Buffer>) | null {
  const name = encoding.trim().toLowerCase()
  const decode = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined
  if (decode === undefined) return null
  return async (bytes, maxBytes) => {
    try {
      return bytes.length === 0 ? bytes : await decode(bytes, { maxOutputLength: maxBytes })
    } catch (error) {
      // a small bomb is as large as what it unpacks to
      throw error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? replyTooLarge() : error
    }
  }
}

import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Dispatcher } from 'undici'
import { ExchangeFailure, failureOf, type Phase } from './failure.ts'

const MAX_BODY_BYTES = 1_048_576

export type Reply = {
  status: number
  contentType: string
  retryAfter: string | null
  /** By lower-case name. */
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: string
  /** Of the body, after decompression. */
  bytes: number
  /** Milliseconds by our clock: the question left, the headers came. */
  sentAt: number
  receivedAt: number
  /** The vendor's clock minus ours in milliseconds, from `Date`, at the middle of the round trip; null without one. */
  clockOffsetMs: number | null
}

export type Exchange = {
  dispatcher: Dispatcher
  proxied: boolean
  url: URL
  headers: Record<string, string>
  signal: AbortSignal
  now: () => number
}

/** GET, once; no redirect is followed. @throws ExchangeFailure, and nothing else: an error of the stack may quote headers. */
export async function exchange({ dispatcher, proxied, url, headers, signal, now }: Exchange): Promise<Reply> {
  const { request } = await import('undici')
  let phase: Phase = 'reply'
  try {
    const sentAt = now()
    const reply = await request(url, { method: 'GET', dispatcher, headers, signal })
    const receivedAt = now()
    phase = 'body'
    const body = await readBody(reply.body, String(reply.headers['content-encoding'] ?? ''), signal)
    return {
      status: reply.statusCode,
      contentType: String(reply.headers['content-type'] ?? ''),
      retryAfter: reply.headers['retry-after'] === undefined ? null : String(reply.headers['retry-after']),
      headers: reply.headers,
      body: body.toString('utf8'),
      bytes: body.length,
      sentAt,
      receivedAt,
      clockOffsetMs: clockOffset(reply.headers['date'], (sentAt + receivedAt) / 2),
    }
  } catch (error) {
    if (error instanceof ExchangeFailure) throw error
    if (signal.aborted) throw new ExchangeFailure(phase === 'body' ? 'reply-stalled' : 'reply-timeout')
    throw failureOf(error, phase === 'reply' ? 'connect' : phase, proxied)
  }
}

/** `Date` has whole seconds, cut off: half a second more is the best guess. */
function clockOffset(date: string | string[] | undefined, midway: number): number | null {
  const vendorNow = typeof date === 'string' ? Date.parse(date) : Number.NaN
  return Number.isNaN(vendorNow) ? null : Math.round(vendorNow + 500 - midway)
}

async function readBody(body: Readable, encoding: string, signal: AbortSignal): Promise<Buffer> {
  const stream = decoded(body, encoding)
  const stop = () => void stream.destroy(new Error('out of time'))
  signal.addEventListener('abort', stop, { once: true })
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length
      // counted after decompression: a small bomb is as large as what it unpacks to
      if (bytes > MAX_BODY_BYTES) throw new ExchangeFailure('reply-too-large')
      chunks.push(chunk)
    }
  } finally {
    signal.removeEventListener('abort', stop)
    body.destroy()
  }
  return Buffer.concat(chunks)
}

/** Nothing was asked to be compressed, but some servers do not listen. */
function decoded(body: Readable, encoding: string): Readable {
  const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress }
  const decoder = Object.entries(decoders).find(([name]) => name === encoding.trim().toLowerCase())?.[1]()
  if (!decoder) return body
  body.on('error', (error) => decoder.destroy(error))
  return body.pipe(decoder)
}

import { setImmediate as giveWay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Duplex } from 'node:stream'
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib'
import type { Context, MiddlewareHandler } from 'hono'

/** A reply that fits into one packet arrives no sooner when it is smaller. */
const LEAST_BYTES = 1400

/** Texts that are compressed. A stream of lines, such as a diagnosis, and one of events are passed on as they come. */
const WHOLE_TEXT = /^(application\/(problem\+)?json|text\/(?!event-stream))/

/**
 * The length of a compressed reply can reveal a secret in it to an attacker who puts text into the same reply (BREACH). So no reply
 * that contains a secret may be compressed. None of ours does: keys, passwords and tokens never leave the gateway, the session is a
 * cookie, and there are no CSRF tokens. An invitation does contain one, so people are left out, and signing in as well, in case its reply contains a
 * secret one day.
 */
const MAY_HOLD_A_SECRET = /^\/api\/(session|people)(\/|$)/

/** Small, read again and again, and with another time in it each time: compressing it would take longer than sending it. */
const IS_SENT_AS_IT_IS = /^\/api\/instances\/[^/]+\/registration$/

const brotli = promisify(brotliCompress)
const gzipped = promisify<ArrayBuffer, Buffer>(gzip)
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT }
/** For a page, whose bytes are counted: a hundred fewer for a tenth of a millisecond. */
const BROTLI_OF_PAGES = { ...BROTLI, [constants.BROTLI_PARAM_QUALITY]: 6 }

// off the event loop, because compressing a list of ten thousand instances takes noticeably long
const ENCODERS = {
  br: (text: ArrayBuffer, params = BROTLI) =>
    brotli(text, { params: { ...params, [constants.BROTLI_PARAM_SIZE_HINT]: text.byteLength } }),
  gzip: (text: ArrayBuffer) => gzipped(text),
} as const

/** The best of our encodings that `Accept-Encoding` allows (RFC 9110, 12.5.3); null for none. */
export function encodingFor(header: string | undefined): keyof typeof ENCODERS | null {
  const weights = new Map(
    (header ?? '').split(',').map((entry) => {
      const [name = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase())
      const weight = parameters.find((parameter) => parameter.startsWith('q='))
      return [name, weight === undefined ? 1 : Number(weight.slice(2))] as const
    }),
  )
  const weightOf = (name: string) => weights.get(name) ?? weights.get('*') ?? 0
  const [br, gz] = [weightOf('br'), weightOf('gzip')]
  if (br > 0 && br >= gz) return 'br'
  return gz > 0 ? 'gzip' : null
}

/** @returns null where that is not worth it. */
export const pack = async (text: ArrayBuffer, encoding: keyof typeof ENCODERS): Promise<Buffer | null> =>
  text.byteLength >= LEAST_BYTES ? ENCODERS[encoding](text) : null

/** Compresses replies for clients that accept it. An `ETag` stays as it is: ours name states, not bytes. */
export const compressed: MiddlewareHandler = async (c, next) => {
  await next()
  const { headers } = c.res
  const { path } = c.req
  if (MAY_HOLD_A_SECRET.test(path) || IS_SENT_AS_IT_IS.test(path)) return
  if (!WHOLE_TEXT.test(headers.get('content-type') ?? '')) return
  c.header('vary', 'Accept-Encoding', { append: true })
  const encoding = encodingFor(c.req.header('accept-encoding'))
  if (encoding === null || c.req.method === 'HEAD') return
  if (c.get(IS_STREAMED) === true && c.res.body) compressStream(c, c.res.body, encoding)
  else await compress(c, encoding)
}

/** Set by a route whose reply is long, and is compressed as it comes. */
export const IS_STREAMED = 'is-streamed'

const STREAM_ENCODERS = { br: () => createBrotliCompress({ params: BROTLI }), gzip: () => createGzip() } as const

function compressStream(c: Context, body: ReadableStream, encoding: keyof typeof ENCODERS): void {
  c.res = new Response(body.pipeThrough(Duplex.toWeb(STREAM_ENCODERS[encoding]())), c.res)
  c.header('content-encoding', encoding)
}

async function compress(c: Context, encoding: keyof typeof ENCODERS): Promise<void> {
  const text = await c.res.arrayBuffer()
  const packed = await pack(text, encoding)
  c.res = new Response(packed ?? text, c.res)
  if (packed) c.header('content-encoding', encoding)
}

/**
 * Sends the headers at once, and a text, which is always worth compressing, when it has been made: a browser prepares the page as
 * soon as it has them, which takes longer than the text.
 */
export function answerLater(c: Context, type: string, text: () => Promise<string>): Response {
  c.header('vary', 'Accept-Encoding', { append: true })
  const encoding = encodingFor(c.req.header('accept-encoding'))
  if (encoding) c.header('content-encoding', encoding)
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      // until they are sent
      await giveWay()
      const bytes = new TextEncoder().encode(await text())
      controller.enqueue(encoding ? await ENCODERS[encoding](bytes.buffer, BROTLI_OF_PAGES) : bytes)
      controller.close()
    },
  })
  return c.body(body, 200, { 'content-type': type })
}

import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context, MiddlewareHandler } from 'hono'

/** What fits into one packet arrives no sooner for being smaller. */
const LEAST_BYTES = 1400

/** Texts that are sent whole. What comes line by line, as a diagnosis does, is passed on as it comes. */
const WHOLE_TEXT = /^(application\/(problem\+)?json|text\/)/

/**
 * The length of a compressed reply tells how much of what somebody else put into it stands elsewhere in it too (BREACH). So no reply
 * may be compressed that holds a secret. None of ours does: keys, passwords and tokens never leave the gateway, the session is a
 * cookie, and there is no token against forged requests. Signing in is left out all the same, for what it may once tell.
 */
const MAY_HOLD_A_SECRET = /^\/api\/session(\/|$)/

const brotli = promisify(brotliCompress)

// off the event loop: a list of ten thousand instances takes it long enough to be noticed
const ENCODERS = {
  br: (text: ArrayBuffer) =>
    brotli(text, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 4,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: text.byteLength,
      },
    }),
  gzip: promisify<ArrayBuffer, Buffer>(gzip),
} as const

/** The best of ours that `Accept-Encoding` takes (RFC 9110, 12.5.3); null for none. */
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

/** Compresses what is answered, for who takes that. An `ETag` stays as it is: ours name states, not bytes. */
export const compressed: MiddlewareHandler = async (c, next) => {
  await next()
  const { headers } = c.res
  if (!WHOLE_TEXT.test(headers.get('content-type') ?? '') || MAY_HOLD_A_SECRET.test(c.req.path)) return
  c.header('vary', 'Accept-Encoding', { append: true })
  const encoding = encodingFor(c.req.header('accept-encoding'))
  if (encoding === null || c.req.method === 'HEAD') return
  await compress(c, encoding)
}

async function compress(c: Context, encoding: keyof typeof ENCODERS): Promise<void> {
  const text = await c.res.arrayBuffer()
  const isWorthIt = text.byteLength >= LEAST_BYTES
  const body = isWorthIt ? await ENCODERS[encoding](text) : text
  c.res = new Response(body, c.res)
  if (isWorthIt) c.header('content-encoding', encoding)
}

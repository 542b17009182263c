import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { replyTooLarge } from '#net/exchange.ts'

type Decode = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

const DECODERS: Readonly<Record<string, Decode>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

/** What decompresses a body; null for one that is not compressed. Nothing was asked to be, but some servers do not listen. */
export function decoderOf(encoding: string): ((bytes: Buffer, maxBytes: number) => Promise<Buffer>) | null {
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

import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { Failure } from '#net/failure.ts'

/** Takes a body bit by bit. */
export type Sink = (chunk: Buffer) => void

/** Reads a body to its end, decompressed. @returns its bytes @throws Failure when it is larger than `maxBytes` */
export async function readDecodedBody(
  body: Readable,
  encoding: string,
  { maxBytes, sink, signal }: { maxBytes: number; sink: Sink; signal: AbortSignal },
): Promise<number> {
  const stream = decoded(body, encoding)
  const stop = () => void stream.destroy(new Error('out of time'))
  signal.addEventListener('abort', stop, { once: true })
  let bytes = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length
      // counted after decompression: a small bomb is as large as what it unpacks to
      if (bytes > maxBytes) throw new Failure('reply-too-large')
      sink(chunk)
    }
  } finally {
    signal.removeEventListener('abort', stop)
    body.destroy()
  }
  return bytes
}

/** Each chunk takes a turn of the thread pool and one of the event loop: on a busy machine many small ones are late. */
const CHUNK = { chunkSize: 131_072 }

/** Nothing was asked to be compressed, but some servers do not listen. */
function decoded(body: Readable, encoding: string): Readable {
  const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress }
  const decoder = Object.entries(decoders).find(([name]) => name === encoding.trim().toLowerCase())?.[1](CHUNK)
  if (!decoder) return body
  body.on('error', (error) => decoder.destroy(error))
  return body.pipe(decoder)
}

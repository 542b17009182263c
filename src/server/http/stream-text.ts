import { setImmediate as giveWay } from 'node:timers/promises'
import type { Context } from 'hono'
import { IS_STREAMED } from './compression.ts'

const CHUNK_CHARACTERS = 65_536

/** A long text as it is written. Between two chunks others are answered. */
export function streamText(parts: Iterable<string>): ReadableStream<Uint8Array> {
  const rest = parts[Symbol.iterator]()
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      await giveWay()
      let chunk = ''
      let isOver = false
      while (!isOver && chunk.length < CHUNK_CHARACTERS) {
        const next = rest.next()
        isOver = next.done === true
        chunk += next.value ?? ''
      }
      if (chunk !== '') controller.enqueue(encoder.encode(chunk))
      if (isOver) controller.close()
    },
  })
}

/** Answers with JSON that was written in pieces: at once where it is short, else as a stream. */
export function answerPieces(c: Context, pieces: readonly string[]): Response {
  const headers = { 'content-type': 'application/json' }
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  if (length <= CHUNK_CHARACTERS) return c.body(pieces.join(''), 200, headers)
  c.set(IS_STREAMED, true)
  return c.body(streamText(pieces), 200, headers)
}

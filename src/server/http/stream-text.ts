import { setImmediate as giveWay } from 'node:timers/promises'

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

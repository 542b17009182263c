import type { Context } from 'hono'

/** Streams JSON, one object on each line. */
export const answerLines = (c: Context, lines: ReadableStream<Uint8Array>): Response =>
  c.body(lines, 200, {
    'content-type': 'application/x-ndjson',
    // otherwise nginx would send all lines at once, at the end
    'x-accel-buffering': 'no',
  })

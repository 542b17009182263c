import type { Context } from 'hono'

/** Answers with JSON, one object a line, as they come. */
export const answerLines = (c: Context, lines: ReadableStream<Uint8Array>): Response =>
  c.body(lines, 200, {
    'content-type': 'application/x-ndjson',
    // nginx would otherwise hand the lines on all at once, at the end
    'x-accel-buffering': 'no',
  })

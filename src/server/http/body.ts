import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as z from 'zod/mini'
import { ProblemError } from '#contract/problem-error.ts'

/** A key is 8 KiB at most; this leaves room for JSON's own escapes. */
const MAX_BODY_BYTES = 65_536

export const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new ProblemError('body-too-large', `The body may have ${MAX_BODY_BYTES} bytes at most.`)
  },
})

/**
 * The parsed body, in the shape of `schema`.
 * @throws ProblemError that names the member at fault, never its value.
 */
export async function readBody<Schema extends z.ZodMiniType>(c: Context, schema: Schema): Promise<z.output<Schema>> {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ProblemError('media-type-unsupported', 'The body must be application/json.')
  }
  const parsed = schema.safeParse(parseJson(await c.req.text()))
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.map((issue) => issue.path.join('.') || 'the body')
  throw new ProblemError('request-invalid', `Not as expected: ${[...new Set(places)].join(', ')}.`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // not rethrown: V8 quotes the text in its message
    throw new ProblemError('json-unreadable', 'The body is not JSON.')
  }
}

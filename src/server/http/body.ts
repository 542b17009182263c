import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as z from 'zod/mini'
import { checkAllApi } from '#contract/api/check-all.ts'
import { ProblemError } from '#contract/problem-error.ts'

/** A key is 8 KiB at most; this leaves room for JSON's own escapes. */
const MAX_BODY_BYTES = 65_536

/** The ids of a large fleet. */
const MAX_LIST_BYTES = 2_097_152

/** Their body, if they have one, is never read. */
const READS = new Set(['GET', 'HEAD'])

function limitTo(maxSize: number): MiddlewareHandler {
  const onError = () => {
    throw new ProblemError('body-too-large', `The body may have ${maxSize} bytes at most.`)
  }
  const limited = bodyLimit({ maxSize, onError })
  return (c, next) => {
    if (READS.has(c.req.method)) return next()
    const length = c.req.header('content-length')
    // where the length says enough: with a look at the body, a whole `Request` of Node's would be made
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return limited(c, next)
    return Number(length) > maxSize ? onError() : next()
  }
}

const [limitUsual, limitList] = [limitTo(MAX_BODY_BYTES), limitTo(MAX_LIST_BYTES)]

export const limitBody: MiddlewareHandler = (c, next) =>
  (c.req.path === checkAllApi.start.path ? limitList : limitUsual)(c, next)

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

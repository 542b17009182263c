import { i18n } from '@lingui/core'
import * as z from 'zod/mini'
import { Problem, type Changed, type ProblemCode } from '#contract/problem.ts'

/** The gateway answered, with a refusal. */
export class GatewayRefusal extends Error {
  override name = 'Refusal'
  readonly code: ProblemCode
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.code = problem.code
    this.problem = problem
  }
}

/** What stood in the way of a change that was meant for another state; null where it was something else. */
export const changedBy = (error: Error | null): Changed | null =>
  error instanceof GatewayRefusal ? (error.problem.changed ?? null) : null

/** Nothing that could be read came back from the gateway; says nothing about GLPI Network, which was perhaps never asked. */
export class NoGateway extends Error {
  override name = 'NoGateway'
}

export type CallOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  body?: unknown
  /** The state that a change is meant for: in another nothing is done. */
  revision?: string
  signal?: AbortSignal
}

/** The one door to the gateway: every reply is parsed, every failure is a `Refusal` or a `NoGateway`. */
export async function call<T extends z.ZodMiniType>(
  reply: T,
  path: string,
  options: CallOptions = {},
): Promise<z.infer<T>> {
  const response = await sendCall(path, options)
  const body: unknown = response.status === 204 ? undefined : await response.json().catch(() => null)
  const parsed = reply.safeParse(body)
  if (!parsed.success) throw new NoGateway(`the reply to ${path} (${response.status}) is not what was asked for`)
  return parsed.data
}

/** For calls that answer 204, No Content. */
export const Nothing = z.undefined()

/** @throws Refusal or NoGateway unless the gateway did what was asked; the reply is still to be read. */
export async function sendCall(
  path: string,
  { method = 'GET', body, revision, signal }: CallOptions,
): Promise<Response> {
  const response = await fetch(path, {
    method,
    headers: {
      // GLPI Network is asked in the language of the page
      'Accept-Language': i18n.locale,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(revision !== undefined && { 'If-Match': `"${revision}"` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new NoGateway('the gateway does not answer')
  })
  if (response.ok) return response
  const problem = Problem.safeParse(await response.json().catch(() => null))
  throw problem.success
    ? new GatewayRefusal(problem.data)
    : new NoGateway(`${path} answered ${response.status}, no problem`)
}

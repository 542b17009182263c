import type { Context, Hono } from 'hono'
import { allRoutes, API, problemsOf, type Api } from '#contract/api.ts'
import type { BodyOf, LineOf, ReplyOf, ApiRoute, RouteGroup } from '#contract/api/route.ts'
import { runAs } from '../actor.ts'
import type { AskBudget } from '../ask-budget.ts'
import type { Expected } from '../revision.ts'
import type { ReadTokens } from '../store/read-tokens.ts'
import { readBody } from './body.ts'
import { callerOf } from './caller.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { ANSWERED_BY, type AnsweredBy } from './request-lines.ts'
import { requireRole, type SessionParts } from './session.ts'

/** One request, as the entry of its route describes it. */
export type RouteCall<Entry extends ApiRoute> = {
  /** The instance that the path names. */
  id: string
  body: BodyOf<Entry>
  language: string
  /** The states that `If-Match` names. */
  expected: Expected
  /** Aborted when the caller leaves. */
  signal: AbortSignal
  context: Context
}

type Answer<Entry extends ApiRoute> = [LineOf<Entry>] extends [never]
  ? ReplyOf<Entry> | Response
  : ReadableStream<Uint8Array>
type Handler<Entry extends ApiRoute> = (call: RouteCall<Entry>) => Answer<Entry> | Promise<Answer<Entry>>

/** A handler for each route of a group. */
export type Handlers<Group extends RouteGroup> = { [Name in keyof Group]: Handler<Group[Name]> }
export type ApiHandlers = { [Group in keyof Api]: Handlers<Api[Group]> }

export type RouteParts = SessionParts & {
  readTokens: ReadTokens
  askBudget: AskBudget
  /** @throws ProblemError for an instance that is not offered. */
  assertOffered: (id: string) => void
  report: (error: unknown) => void
}

/** Registers every entry of `API`, and nothing else. The role, the body and the problem codes of each are checked here. */
export function registerRoutes(app: Hono, handlers: ApiHandlers, parts: RouteParts): void {
  const byGroup: Record<string, Record<string, AnyHandler>> = handlers
  for (const [group, routes] of Object.entries<RouteGroup>(API)) {
    for (const [name, route] of Object.entries(routes)) {
      const handler = byGroup[group]?.[name]
      if (handler) app.on(route.method, route.path, (c) => answer(c, route, handler, parts))
    }
  }
  // unknown addresses require the same roles, so that a viewer cannot find out which exist
  app.all('/api/*', async (c) => {
    const known = allRoutes.filter(({ path }) => patternOf(path).test(c.req.path))
    if (!known.some(({ role }) => role === null))
      await requireRole(c, parts, READS.has(c.req.method) ? 'viewer' : 'admin')
    if (known.length > 0) throw otherMethod(known)
    throw new ProblemError('route-unknown', 'There is nothing at this address.')
  })
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/:\w+/g, '[^/]+')}$`)

/** RFC 9110, 15.5.6. */
function otherMethod(routes: readonly ApiRoute[]): ProblemError {
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return new ProblemError('method-not-allowed', 'This address takes other methods.', {}, { allow: methods.join(', ') })
}

const READS = new Set(['GET', 'HEAD'])

/** A handler of any route. Declared as a method, so that a handler with a narrower body type is assignable. */
type AnyHandler = { handle(call: Omit<RouteCall<ApiRoute>, 'body'> & { body: unknown }): unknown }['handle']

async function answer(c: Context, route: ApiRoute, handler: AnyHandler, parts: RouteParts): Promise<Response> {
  const { readTokens, askBudget, assertOffered, report } = parts
  try {
    c.set(ANSWERED_BY, { path: route.path, session: undefined } satisfies AnsweredBy)
    const token = tokenOf(c, route)
    const isOpen = token !== null && (await readTokens.isValid(token))
    const actor = isOpen ? null : await requireRole(c, parts, route.role, route.event === undefined)
    c.set(ANSWERED_BY, { path: route.path, session: actor?.number } satisfies AnsweredBy)
    const id = c.req.param('id') ?? ''
    assertOffered(id)
    const body = route.body ? await readBody(c, route.body) : undefined
    if (route.asksOthers && actor) await askBudget.spend(actor.number)
    const call = {
      id,
      body,
      language: languageOf(c),
      expected: expectedBy(c),
      // made when it is asked for: it is expensive
      get signal() {
        return c.req.raw.signal
      },
      context: c,
    }
    return respond(c, route, await runAs(actor, () => handler(call), callerOf(c).address))
  } catch (error) {
    if (error instanceof ProblemError && !problemsOf(route).has(error.code))
      report(new Error(`${route.method} ${route.path} answers ${error.code}, which its entry does not name`))
    throw error
  }
}

/** A reply has what its entry names, and nothing else. One with a revision also has it as `ETag`. */
function respond(c: Context, { status, reply }: ApiRoute, value: unknown): Response {
  if (value instanceof Response) return value
  if (value instanceof ReadableStream) return answerLines(c, value)
  if (reply === null) return c.body(null, 204)
  const shown: unknown = reply ? reply.parse(value) : value
  if (hasRevision(shown)) return answerWithTag(c, shown)
  return c.json(shown, status ?? 200)
}

const hasRevision = (value: unknown): value is { revision: string } =>
  typeof value === 'object' && value !== null && 'revision' in value && typeof value.revision === 'string'

/**
 * The states that `If-Match` names (RFC 9110, 13.1.1). Without it, or with `*`, any state will do, so that a script need not read
 * first. The page always names the state that it shows. A weak tag counts too: proxies that compress replies weaken ours, and ours
 * name states, not bytes. What follows `~` in a tag tells apart views of one state.
 */
function expectedBy(c: Context): Expected {
  const header = c.req.header('if-match')
  if (header === undefined || header.trim() === '*') return null
  return [...header.matchAll(/"([^"~]*)(?:~[^"]*)?"/g)].map(([, tag = '']) => tag)
}

/** Answers with JSON, and with its state as `ETag`. */
function answerWithTag(c: Context, body: { revision: string }): Response {
  c.header('etag', `"${body.revision}"`)
  return c.json(body)
}

/** The primary language of `Accept-Language` (RFC 9110, 12.5.4), in the form that GLPI sends: `fr`, not `fr-FR`. */
function languageOf(c: Context): string {
  return /^[a-z]{2,3}(?![a-z])/i.exec(c.req.header('accept-language') ?? '')?.[0].toLowerCase() ?? 'en'
}

/** Streams JSON, one object on each line. */
const answerLines = (c: Context, lines: ReadableStream<Uint8Array>): Response =>
  c.body(lines, 200, {
    'content-type': 'application/x-ndjson',
    // otherwise nginx would send all lines at once, at the end
    'x-accel-buffering': 'no',
  })

/** The read-only token that a request for this route brings; null without one, and where the route takes none. */
function tokenOf(c: Context, { token }: ApiRoute): string | null {
  if (token === undefined) return null
  const inHeader = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1]
  return inHeader ?? (token === 'address' ? (c.req.query('token') ?? null) : null)
}

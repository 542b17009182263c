import { i18n } from '@lingui/core'
import { BASE_PATH } from './base-path.ts'
import type { Api } from '#contract/api.ts'
import type { BodyInput, PathParams, ReplyOf, ApiRoute } from '#contract/api/route.ts'
import type { Changed, Problem, ProblemCode } from '#contract/problem.ts'
import { UNTOUCHED_HEADER } from '#contract/page-start.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { isUntouched } from './shared/presence.ts'

/** The gateway answered, with a refusal. */
export class GatewayRefusal extends Error {
  override name = 'Refusal'
  readonly code: ProblemCode
  readonly problem: Problem
  /** Its code, where that is a cause and not a fault of the request. */
  readonly causeCode: CauseCode | null

  constructor(problem: Problem, causeCode: CauseCode | null = null) {
    super(problem.detail)
    this.code = problem.code
    this.problem = problem
    this.causeCode = causeCode
  }
}

/** What stood in the way of a change that was meant for another state; null where it was something else. */
export const changedBy = (error: Error | null): Changed | null =>
  error instanceof GatewayRefusal ? (error.problem.changed ?? null) : null

/** Nothing that could be read came back from the gateway; says nothing about GLPI Network, which was perhaps never asked. */
export class NoGateway extends Error {
  override name = 'NoGateway'
}

type Sent = {
  params?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, string>>
  body?: unknown
  revision?: string
  signal?: AbortSignal
}

/** What a call of a route takes: what its path, its body and `If-Match` need, and a signal to give it up. */
export type CallOptions<Entry extends ApiRoute> = Sent &
  (Entry['path'] extends `${string}:${string}` ? { params: PathParams<Entry['path']> } : { params?: never }) &
  (Entry extends { body: NonNullable<ApiRoute['body']> } ? { body: BodyInput<Entry> } : { body?: never }) &
  // the state that the change is meant for: in another nothing is done
  (Entry extends { isConditional: true } ? { revision: string } : { revision?: never })

type NamesIn<Group extends keyof Api> = `${Group}.${Extract<keyof Api[Group], string>}`

/** A route as `contract/api.ts` names it: `registration.get`. */
export type RouteName = { [Group in keyof Api]: NamesIn<Group> }[keyof Api]

type RouteOf<Name extends RouteName> = Name extends `${infer Group extends keyof Api}.${infer Route}`
  ? Extract<Api[Group][Route & keyof Api[Group]], ApiRoute>
  : never

type Routes = typeof import('./routes.ts')

let routes: Routes | null = null

/** The routes and the shapes of their replies: the first page does without them, and so they are loaded after it. */
export async function loadRoutes(): Promise<Routes> {
  routes ??= await import('./routes.ts').catch(async (error: unknown) => {
    // loaded right after the first screen: nothing but that is lost, and what was typed in it is asked about
    if (await isOutdated()) reloadOnce()
    throw new NoGateway(`the gateway does not send its routes: ${String(error)}`)
  })
  return routes
}

/** Whether the gateway was updated meanwhile: it has the scripts of its own version only, and not this one any more. */
const isOutdated = (): Promise<boolean> =>
  fetch(import.meta.url, { method: 'HEAD', cache: 'no-store' }).then(
    ({ status }) => status === 404,
    () => false,
  )

const RELOADED = 'latchkey.reloaded'

/** A proxy that keeps the old page would otherwise have it loaded again and again. */
function reloadOnce(): void {
  try {
    if (sessionStorage.getItem(RELOADED) === import.meta.url) return
    sessionStorage.setItem(RELOADED, import.meta.url)
    location.reload()
  } catch {
    // without storage a page that does not help would be reloaded for ever
  }
}

/** The one door to the gateway: every reply is parsed, every failure is a `GatewayRefusal` or a `NoGateway`. */
export function call<Name extends RouteName>(
  name: Name,
  options: CallOptions<RouteOf<Name>>,
): Promise<ReplyOf<RouteOf<Name>>>
export async function call(name: RouteName, options: Sent): Promise<unknown> {
  const { routeNamed } = await loadRoutes()
  const entry = routeNamed(name)
  const response = await sendCall(entry, options)
  if (!entry.reply) return undefined
  const parsed = entry.reply.safeParse(await response.json().catch(() => null))
  if (parsed.success) return parsed.data
  throw new NoGateway(`the reply to ${entry.path} (${response.status}) is not what was asked for`)
}

/** @throws GatewayRefusal or NoGateway unless the gateway did what was asked; the reply is still to be read. */
export async function sendCall(
  { method, path }: ApiRoute,
  { params, query, body, revision, signal }: Sent,
): Promise<Response> {
  const search = query ? `?${new URLSearchParams(query).toString()}` : ''
  const response = await fetch(BASE_PATH + withParams(path, params) + search, {
    method,
    headers: {
      // GLPI Network is asked in the language of the page
      'Accept-Language': i18n.locale,
      ...(isUntouched() && { [UNTOUCHED_HEADER]: '1' }),
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
  const { readProblem, causeCodeOf } = await loadRoutes()
  const problem = readProblem(await response.json().catch(() => null))
  throw problem
    ? new GatewayRefusal(problem, causeCodeOf(problem))
    : new NoGateway(`${path} answered ${response.status}, no problem`)
}

const withParams = (path: string, params: Sent['params'] = {}): string =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

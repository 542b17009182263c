import { API } from '#contract/api.ts'
import type { ApiRoute, RouteGroup } from '#contract/api/route.ts'
import { Problem } from '#contract/problem.ts'
import { CAUSE_CODES, type CauseCode } from '#domain/cause-codes.ts'
import type { RouteName } from './call.ts'

const ROUTES: ReadonlyMap<string, ApiRoute> = new Map(
  Object.entries<RouteGroup>(API).flatMap(([group, routes]) =>
    Object.entries(routes).map(([name, route]) => [`${group}.${name}`, route] as const),
  ),
)

/** The entry of `contract/api.ts` with this name. */
export function routeNamed(name: RouteName): ApiRoute {
  const route = ROUTES.get(name)
  if (!route) throw new Error(`there is no route ${name}`)
  return route
}

/** null for anything else. */
export const readProblem = (json: unknown): Problem | null => Problem.safeParse(json).data ?? null

export const causeCodeOf = ({ code }: Problem): CauseCode | null => CAUSE_CODES.find((cause) => cause === code) ?? null

import * as z from 'zod/mini'
import { allRoutes } from './api.ts'
import type { ApiRoute } from './api/route.ts'
import { Problem } from './problem.ts'

const content = (type: string, schema: z.ZodMiniType, io: 'input' | 'output' = 'output') => ({
  content: { [type]: { schema: z.toJSONSchema(schema, { io, unrepresentable: 'any' }) } },
})

const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } })

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description: 'The `ETag` of what was read: if it is no longer so, nothing is done, and 412 says what has changed.',
}

const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description: 'The `ETag` of what was read: 304 while everything but the time (`now`) is still so.',
}

const inQuery = ([name, description]: [string, string]) => ({
  name,
  in: 'query',
  required: false,
  schema: { type: 'string' },
  description,
})

const namesIn = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)

const TOKEN = inQuery(['token', 'A read-only token, for programs that can send no `Authorization` header.'])

function answerOf({ reply, line, event, text }: ApiRoute) {
  if (event) return content('text/event-stream', event)
  if (line) return content('application/x-ndjson', line)
  const asText = text && { [text]: { schema: { type: 'string' } } }
  return reply || asText ? { content: { ...(reply && content('application/json', reply).content), ...asText } } : null
}

const SECURITY_SCHEMES = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'latchkey',
    description: 'Set by `POST /api/session` with the token of a sign-in link.',
  },
  token: { type: 'http', scheme: 'bearer', description: 'A read-only token: `latchkey token create`.' },
  tokenInAddress: {
    type: 'apiKey',
    in: 'query',
    name: 'token',
    description: 'The same, for programs that can send no `Authorization` header.',
  },
}

/** Any one of them opens the route; an empty list: nobody need be signed in. */
function securityOf({ role, token }: ApiRoute): Record<string, string[]>[] {
  if (role === null) return []
  const names = ['session', ...(token ? ['token'] : []), ...(token === 'address' ? ['tokenInAddress'] : [])]
  return names.map((name) => ({ [name]: [] }))
}

function operation(route: ApiRoute) {
  const { path, summary, query = {}, body, status, isConditional, isRevalidated, token, redirects } = route
  const parameters = [
    ...namesIn(path).map(inPath),
    ...Object.entries(query).map(inQuery),
    ...(isConditional ? [IF_MATCH] : []),
    ...(isRevalidated ? [IF_NONE_MATCH] : []),
    ...(token === 'address' ? [TOKEN] : []),
  ]
  const answer = answerOf(route)
  return {
    summary,
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, ...content('application/json', body, 'input') } }),
    responses: {
      ...(answer ? { [status ?? 200]: { description: 'Done', ...answer } } : null),
      ...(redirects ? { 302: { description: 'Elsewhere' } } : !answer && { 204: { description: 'Done' } }),
      ...(isRevalidated && { 304: { description: 'As it was read' } }),
      default: { description: 'Refused (RFC 9457)', ...content('application/problem+json', Problem) },
    },
  }
}

/** The gateway in OpenAPI 3.1, rendered from `API`. */
export function openApi(version: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of allRoutes.filter(({ isUndocumented }) => !isUndocumented)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Latchkey', version },
    components: { securitySchemes: SECURITY_SCHEMES },
    paths,
  }
}

import type * as z from 'zod/mini'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { RequestCode } from '../problem.ts'
import type { Role } from '../roles.ts'

type Schema = z.ZodMiniType

/** One route of the gateway. Everything that serves, documents, guards or calls it reads this entry. */
export type ApiRoute = {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Parameters are written as `:id`. */
  path: `/api/${string}`
  /** The least role that may use it. null: no sign-in is needed. */
  role: Role | null
  summary: string
  /** What may follow `?`, and what it is for. */
  query?: Readonly<Record<string, string>>
  /** JSON that the request must carry. */
  body?: Schema
  /** JSON of the whole reply. null: 204, No Content. */
  reply?: Schema | null
  /** In place of `reply`: one JSON object a line, sent as they come (application/x-ndjson). */
  line?: Schema
  /** In place of `reply`: server-sent events (text/event-stream), each of them JSON. */
  event?: Schema
  /** In place of `reply`, or beside it where its query asks for that: a text of this media type. */
  text?: string
  /** A read-only token opens it as well: as `Authorization: Bearer`, or also as `?token=` for programs that send no header. */
  token?: 'header' | 'address'
  /** In place of `reply`: sends the browser elsewhere (302). */
  redirects?: true
  /** 200, where nothing else is said. */
  status?: 201
  /** Changes a state that the caller may have read: takes `If-Match`. */
  isConditional?: true
  /** Its `ETag` names what it shows: `If-None-Match` is answered with 304 while that is the same. */
  isRevalidated?: true
  /** Asks GLPI Network or a GLPI: each sign-in, and all together, have a budget for that. */
  asksOthers?: true
  /** Refusals of its own. Those that follow from the rest of the entry are added by `problemsOf`. */
  problems?: readonly (RequestCode | CauseCode | 'any-cause')[]
  /** Left out of the OpenAPI document. */
  isUndocumented?: true
}

/** The routes of one subject, by name. */
export type RouteGroup = Readonly<Record<string, ApiRoute>>

/** `{ id: string }` for a path with `:id`. */
export type PathParams<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Record<Name, string> & PathParams<Rest>
  : Path extends `${string}:${infer Name}`
    ? Record<Name, string>
    : unknown

/** What a caller sends, and what the gateway makes of it. */
export type BodyInput<Entry extends ApiRoute> = Entry extends { body: infer Body extends Schema }
  ? z.input<Body>
  : undefined
export type BodyOf<Entry extends ApiRoute> = Entry extends { body: infer Body extends Schema }
  ? z.output<Body>
  : undefined

export type ReplyOf<Entry extends ApiRoute> = Entry extends { reply: infer Reply extends Schema }
  ? z.output<Reply>
  : undefined
export type LineOf<Entry extends ApiRoute> = Entry extends { line: infer Line extends Schema } ? z.output<Line> : never

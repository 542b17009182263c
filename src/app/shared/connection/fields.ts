import * as z from 'zod/mini'
import { connectionFields, type FieldKind } from '#contract/connection-fields.ts'
import { MEMBER_OF, type ConnectionView } from '#contract/connection.ts'
import { kindsOf, type Part, type Values } from '#contract/connection-secrets.ts'
import { METHOD_KINDS } from '#domain/storage.ts'
import { commandOfWords } from './command-words.ts'

const Typed = z.string()
const TYPED = connectionFields({
  url: Typed,
  name: Typed,
  optionalName: Typed,
  text: Typed,
  optionalText: Typed,
  pattern: () => Typed,
  optionalPattern: () => Typed,
  optionalNumber: () => Typed,
  flag: z.boolean(),
  words: Typed,
  path: Typed,
  document: Typed,
  secret: Typed,
})

/** What is in the form: texts as they are typed, and which methods are ticked. A secret is empty when it was not typed. */
export const ConnectionFields = z.object({
  methods: z.array(z.enum(METHOD_KINDS)),
  rest: z.object({ ...TYPED.rest, by: z.enum(['token', 'login']) }),
  restV2: z.object(TYPED.restV2),
  console: z.object(TYPED.console),
  database: z.object({ ...TYPED.database, tls: z.object({ ...TYPED.databaseTls, isOn: z.boolean() }) }),
  tls: z.object(TYPED.tls),
  /** Stored secrets to be removed, as `rest.appToken`. */
  forget: z.array(z.string()),
  write: z.enum(['', ...METHOD_KINDS]),
  prove: z.enum(['', ...METHOD_KINDS]),
})
export type ConnectionFields = z.infer<typeof ConnectionFields>

/** What is stored, as the form shows it; secrets stay where they are. */
export function fieldsOf(stored: ConnectionView | null): ConnectionFields {
  const { rest, restV2, console, database, tls, write = '', prove = '' } = stored ?? {}
  return ConnectionFields.parse({
    methods: METHOD_KINDS.filter((kind) => stored?.[MEMBER_OF[kind]] !== undefined),
    rest: { ...textsOf('rest', rest), by: rest?.login === undefined ? 'token' : 'login' },
    restV2: textsOf('restV2', restV2),
    console: textsOf('console', console ?? { folder: '/var/www/glpi' }),
    database: {
      ...textsOf('database', database),
      tls: { ...textsOf('databaseTls', database?.tls), isOn: database?.tls !== undefined },
    },
    tls: textsOf('tls', tls),
    forget: [],
    write,
    prove,
  })
}

const textsOf = (part: Part, stored: Values = {}): Values =>
  Object.fromEntries(Object.entries(kindsOf(part)).map(([name, kind]) => [name, textOf(kind, stored[name])]))

function textOf(kind: FieldKind, value: unknown): string | boolean {
  if (kind === 'flag') return value === true
  if (kind === 'secret') return ''
  if (Array.isArray(value)) return commandOfWords(value.map(String))
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** A form with a connection in it. */
export type WithConnection = { connection: ConnectionFields }

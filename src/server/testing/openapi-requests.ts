import fc from 'fast-check'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

/** A schema as the document has it: of JSON Schema, the keywords that ours use. */
export type JsonSchema = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
}

export type Operation = {
  parameters?: { name: string; in: 'path' | 'query' | 'header' }[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>
}

export type OpenApiDocument = { paths: Record<string, Record<string, Operation>> }

export type FuzzRequest = {
  path: string
  query: Record<string, string>
  headers: Record<string, string>
  /** undefined: none. */
  body: string | undefined
}

/** Nobody is there: what a gateway is told to call, it calls in vain. */
const NOWHERE = ['http://127.0.0.1:9', 'http://127.0.0.1:9/glpi/', 'https://[::1]:9/x']

const KEYS = ['standard', 'basic', 'ends-in-6', 'ended', 'refused'].map(sandboxKey)

/** What stands in a member of this name, whatever else its schema takes: no request leaves this machine. */
const BY_NAME: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  url: fc.constantFrom(...NOWHERE),
  servicesUrl: fc.constantFrom(...NOWHERE),
  target: fc.constantFrom(...NOWHERE, 'ann@example.org', 'ann@example.org, bob@example.org'),
  host: fc.constantFrom('127.0.0.1', '::1'),
  port: fc.constantFrom(1, 9),
  key: fc.oneof(fc.constantFrom(...KEYS), fc.string({ maxLength: 60 })),
  zone: fc.constantFrom('UTC', 'Europe/Paris', 'Nowhere/Town'),
}

/** Texts that have broken programs. */
const HOSTILE = fc.constantFrom<unknown>(
  '',
  ' ',
  '\0',
  '\ud800',
  '\u202egnp.exe',
  '__proto__',
  'constructor',
  '%00',
  '../../etc/passwd',
  "'; drop table instances; --",
  '{{7*7}}${7*7}<script>',
  'x'.repeat(5000),
  '9'.repeat(400),
  0,
  -1,
  1.5,
  1e21,
  Number.MAX_SAFE_INTEGER + 2,
  true,
  null,
  [],
  {},
  [[[[]]]],
  { __proto__: 1, constructor: { prototype: 1 } },
)

/** Texts of which some fit each pattern of ours. */
const PLAIN = [
  'Ann',
  'ann@example.org',
  'Town hall, second floor',
  'Zoë 日本 🙂',
  'mail.example',
  '/var/www/glpi',
  'x'.repeat(39),
  'Europe/Paris',
  '-',
  "'; drop table instances; --",
  '<b>',
  '127.0.0.1',
]

function ofPattern(pattern: string, { minLength = 0, maxLength = 5000 }: JsonSchema): fc.Arbitrary<string> {
  const regex = new RegExp(pattern, 'u')
  const fits = (text: string) => regex.test(text) && text.length >= minLength && text.length <= maxLength
  // of all characters but some, fast-check would list all
  if (/\[\^|\\P/.test(pattern)) return fc.oneof(...PLAIN.filter(fits).map((text) => fc.constant(text)))
  return fc.stringMatching(regex, { size: 'small' }).map((text) => text.slice(0, maxLength))
}

/** Any but half a pair. The `binary` of fast-check is the same, and makes a table of all million of them. */
const CHARACTER = fc
  .integer({ min: 0, max: 0x10_f7ff })
  .map((at) => String.fromCodePoint(at < 0xd800 ? at : at + 0x800))

const FINGERPRINT = '^sha256:[0-9a-f]{64}$'

function ofString(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { pattern, format, minLength = 0, maxLength = 60 } = schema
  if (format === 'uri') return fc.constantFrom(...NOWHERE)
  if (pattern === FINGERPRINT) return fc.constantFrom(...KEYS.map(fingerprintOf), `sha256:${'0'.repeat(64)}`)
  if (pattern !== undefined) return ofPattern(pattern, schema)
  return fc.string({ minLength, maxLength: Math.min(maxLength, Math.max(minLength, 60)), unit: CHARACTER })
}

function ofType(type: string, schema: JsonSchema): fc.Arbitrary<unknown> {
  if (type === 'string') return ofString(schema)
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'array')
    return fc.array(ofSchema(schema.items ?? {}), {
      minLength: schema.minItems ?? 0,
      maxLength: Math.min(schema.maxItems ?? 5, 5),
    })
  if (type === 'object') return ofObject(schema)
  const min = schema.minimum ?? schema.exclusiveMinimum ?? -1e6
  const max = schema.maximum ?? 1e6
  return type === 'integer' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true })
}

function ofObject({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, BY_NAME[name] ?? ofSchema(schema)]),
  )
  return fc.record(members, { requiredKeys: required.filter((name) => name in members) })
}

/** Values that a schema takes. */
function ofSchema(schema: JsonSchema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(ofSchema))
  const types = [schema.type ?? 'object'].flat()
  return fc.oneof(...types.map((type) => ofType(type, schema)))
}

/** The same with something else in one of its places. */
const broken = (value: unknown, at: number, instead: unknown): unknown => {
  if (Array.isArray(value) && value.length > 0)
    return value.map((each, place) => (place === at % value.length ? broken(each, at >> 2, instead) : each))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return instead
  const names = Object.keys(value)
  const name = names[at % (names.length + 1)]
  if (name === undefined) return { ...value, unknown: instead }
  // an address that somebody would have to be asked for is left as it is
  if (name in BY_NAME && typeof instead === 'string') return value
  return { ...value, [name]: broken(Reflect.get(value, name), at >> 2, instead) }
}

function bodyOf(schema: JsonSchema): fc.Arbitrary<string | undefined> {
  const valid = ofSchema(schema)
  const changed = fc.tuple(valid, fc.nat(), HOSTILE).map(([value, at, instead]) => broken(value, at, instead))
  return fc.oneof(
    { weight: 6, arbitrary: valid.map((value) => JSON.stringify(value)) },
    { weight: 4, arbitrary: changed.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: HOSTILE.map((value) => JSON.stringify(value)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(undefined, '', '{', '{"key":', '[1,2', 'null', '"\\ud800"', '{"a":1,"a":2}'),
    },
  )
}

const TEXT = fc.oneof(fc.string(), fc.constantFrom('1', '0', '-1', 'markdown', 'fr', '%00', '*', '"x"', 'W/"a", "b"'))
const HEADER = fc.constantFrom('*', '"a"', 'W/"a~b", "c"', '', '"', ',,,', 'x'.repeat(2000))

/** Stands for the id of something that is there, which is known when the request is sent. */
export const ONE_OF_THEM = 'one-of-them-'

/** Requests for one operation: half of them as its entry wants them, the others not quite. @param ids instances that are there. */
export function requestsFor(path: string, { parameters = [], requestBody }: Operation, ids: readonly string[]) {
  const names = (where: string) => parameters.filter((one) => one.in === where).map(({ name }) => name)
  const hostileId = fc.constantFrom(
    'nobody',
    '1',
    '0',
    '-1',
    '9'.repeat(30),
    '%00',
    '..%2f..',
    '%ff',
    'a b',
    'x'.repeat(300),
  )
  const placeOf = (name: string) => {
    const there = name === 'id' ? fc.constantFrom(...ids) : fc.constant(`${ONE_OF_THEM}${name}`)
    return fc.oneof({ weight: 6, arbitrary: there }, { weight: 1, arbitrary: hostileId })
  }
  const all = (which: string[], value: (name: string) => fc.Arbitrary<string>, requiredKeys: string[] = []) =>
    fc.record(Object.fromEntries(which.map((name) => [name, value(name)])), { requiredKeys })
  const schema = requestBody?.content['application/json']?.schema
  return fc.record({
    path: all(names('path'), placeOf, names('path')).map((filled) =>
      path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(Reflect.get(filled, name))),
    ),
    query: all([...names('query'), 'unknown'], () => TEXT),
    headers: fc.oneof(
      fc.constant({}),
      all(
        names('header').map((name) => name.toLowerCase()),
        () => HEADER,
      ),
    ),
    body: schema ? bodyOf(schema) : fc.constant(undefined),
  }) satisfies fc.Arbitrary<FuzzRequest>
}

/** As it stands in an address; what is encoded already stays so. */
const encoded = (text: string): string => (text.includes('%') ? text.replaceAll(' ', '%20') : encodeURIComponent(text))

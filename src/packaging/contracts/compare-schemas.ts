import type { JSONSchema } from 'zod/v4/core'

export type ContractSchema = JSONSchema.JSONSchema

/** Who is hurt by a change: those who send (`input`) by a narrower shape, those who read (`output`) by a wider one. */
export type Direction = 'input' | 'output'

/** One difference, in words that go on after the place where it is. */
export type Difference = { isBreaking: boolean; path: string; words: string }

type Definitions = Readonly<Record<string, ContractSchema>>

/** The two schemas being compared, each with what its `$ref` lead to. */
export type SchemaPair = {
  was: ContractSchema
  is: ContractSchema
  wasDefinitions: Definitions
  isDefinitions: Definitions
}

type Context = Pick<SchemaPair, 'wasDefinitions' | 'isDefinitions'> & { direction: Direction }

/**
 * What changed between two JSON Schemas as zod writes them. A reply may get new members and new values of an enumeration: readers skip
 * the one and take the other for unknown. Everything else that a program of the last release could stumble over is a break.
 */
export function compareSchemas({ was, is, ...definitions }: SchemaPair, direction: Direction, path = ''): Difference[] {
  return compare({ ...definitions, direction }, was, is, path)
}

/** A value that JSON cannot tell from another is the same. Members are compared in any order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}

function resolved(schema: ContractSchema, definitions: Definitions): ContractSchema {
  const name = schema.$ref?.replace(/^#\/\$defs\//, '')
  return name === undefined ? schema : (definitions[name] ?? schema)
}

/** One schema is a choice of values, and of shapes by their type. */
type Choice = { values: string[]; shapes: ContractSchema[] }

function choiceOf(schema: ContractSchema, definitions: Definitions): Choice {
  const { anyOf, oneOf, type, ...rest } = resolved(schema, definitions)
  const parts = anyOf ?? oneOf
  if (parts) {
    const choices = parts.map((part) => choiceOf(asSchema(part), definitions))
    return { values: choices.flatMap(({ values }) => values), shapes: choices.flatMap(({ shapes }) => shapes) }
  }
  if (rest.const !== undefined) return { values: [canonical(rest.const)], shapes: [] }
  if (rest.enum) return { values: rest.enum.map(canonical), shapes: [] }
  if (type === 'null') return { values: ['null'], shapes: [] }
  if (type === undefined) return { values: [], shapes: [rest] }
  return { values: [], shapes: [type].flat().map((each) => Object.assign({}, rest, { type: each })) }
}

const asSchema = (part: ContractSchema | boolean): ContractSchema =>
  part === true ? {} : part === false ? { not: {} } : part

const isOpen = ({ type, properties, required, allOf, not }: ContractSchema): boolean =>
  type === undefined && !properties && !required && !allOf && !not

function compare(context: Context, was: ContractSchema, is: ContractSchema, path: string): Difference[] {
  const { direction, wasDefinitions, isDefinitions } = context
  // a reference is named after what it leads to
  if (canonical(was) === canonical(is)) return []
  const [before, after] = [choiceOf(was, wasDefinitions), choiceOf(is, isDefinitions)]
  if (before.shapes.some(isOpen) && after.shapes.some(isOpen)) return []
  const { pairs, gone, fresh } = pairsOf(before.shapes, after.shapes)
  return [
    ...valuesGone(before, after, direction, path),
    ...valuesNew(before, after, direction, path),
    ...gone.map((shape) => shapeGone(shape, after, direction, path)),
    ...fresh.map((shape) => shapeNew(shape, before, direction, path)),
    ...pairs.flatMap(([one, other]) => compareShapes(context, one, other, path)),
  ]
}

const listed = (values: readonly string[]): string => values.map((value) => value.replaceAll('"', '`')).join(', ')

/** Types whose values a list may name. */
const typeOfValue = (value: string): string =>
  value === 'null' ? 'null' : value.startsWith('"') ? 'string' : /^(true|false)$/.test(value) ? 'boolean' : 'number'

const takesAny = ({ shapes }: Choice, value: string): boolean =>
  shapes.some(
    (shape) =>
      isOpen(shape) ||
      shape.type === typeOfValue(value) ||
      (shape.type === 'integer' && typeOfValue(value) === 'number'),
  )

function valuesGone(before: Choice, after: Choice, direction: Direction, path: string): Difference[] {
  const gone = before.values.filter((value) => !after.values.includes(value) && !takesAny(after, value))
  // what is never null any more breaks no reader
  const missed = direction === 'output' ? gone.filter((value) => value !== 'null') : gone
  const harmless = gone.filter((value) => !missed.includes(value))
  return [
    ...(missed.length > 0 ? [{ isBreaking: true, path, words: `no longer has the value ${listed(missed)}` }] : []),
    ...harmless.map(() => ({ isBreaking: false, path, words: 'is never null any more' })),
  ]
}

function valuesNew(before: Choice, after: Choice, direction: Direction, path: string): Difference[] {
  const fresh = after.values.filter((value) => !before.values.includes(value) && !takesAny(before, value))
  const isNullNew = fresh.includes('null') && direction === 'output'
  const others = fresh.filter((value) => !(isNullNew && value === 'null'))
  // readers of a list take an unknown value for one; those of a text, a number or an object need not expect a word
  const isOfOtherKind = direction === 'output' && before.values.filter((value) => value !== 'null').length === 0
  return [
    ...(isNullNew ? [{ isBreaking: true, path, words: 'may be null now' }] : []),
    ...(others.length > 0 ? [{ isBreaking: isOfOtherKind, path, words: `has the new value ${listed(others)}` }] : []),
  ]
}

const kindOf = ({ type }: ContractSchema): string =>
  type === undefined ? 'a shape' : `a value of the type ${String(type)}`

function shapeGone(shape: ContractSchema, after: Choice, direction: Direction, path: string): Difference {
  const left = after.values.filter((value) => typeOfValue(value) === shape.type)
  const words = left.length > 0 ? `is now one of ${listed(left)}` : `is no longer ${nameOf(shape)}`
  // a reader of any text can read one of a list, and nobody misses what is not sent; a variant by name was promised
  return {
    isBreaking: direction === 'input' || (left.length === 0 && after.shapes.length === 0) || isNamed(shape),
    path,
    words,
  }
}

function shapeNew(shape: ContractSchema, before: Choice, direction: Direction, path: string): Difference {
  const isListOpened = before.values.some((value) => typeOfValue(value) === shape.type)
  const isAddedVariant = isNamed(shape) && before.shapes.some(isNamed)
  return {
    isBreaking: direction === 'output' && !isListOpened && !isAddedVariant,
    path,
    words: `may now be ${nameOf(shape)}`,
  }
}

/** The members that have one value only, which tell the variants of a union from each other. */
function constantsOf({ properties = {} }: ContractSchema): string {
  const entries = Object.entries(properties).flatMap(([name, part]) => {
    const value = asSchema(part).const
    return value === undefined ? [] : [`${name} ${canonical(value)}`]
  })
  return entries.toSorted().join(', ')
}
const isNamed = (shape: ContractSchema): boolean => constantsOf(shape) !== ''
const nameOf = (shape: ContractSchema): string =>
  isNamed(shape) ? `the variant ${constantsOf(shape).replaceAll('"', '`')}` : kindOf(shape)

/** Shapes that are the same, then those of the same constant members, then those of the same type in their order. */
function pairsOf(before: readonly ContractSchema[], after: readonly ContractSchema[]) {
  const left = [...before]
  const right = [...after]
  const pairs: [ContractSchema, ContractSchema][] = []
  for (const keyOf of [
    canonical,
    (shape: ContractSchema) => `${String(shape.type)} ${constantsOf(shape)}`,
    (shape: ContractSchema) => String(shape.type),
  ])
    for (const one of left.slice()) {
      const other = right.find((each) => keyOf(each) === keyOf(one))
      if (other === undefined) continue
      left.splice(left.indexOf(one), 1)
      right.splice(right.indexOf(other), 1)
      pairs.push([one, other])
    }
  return { pairs, gone: left, fresh: right }
}

function compareShapes(context: Context, was: ContractSchema, is: ContractSchema, path: string): Difference[] {
  return [
    ...compareMembers(context, was, is, path),
    ...compareParts(context, was, is, path),
    ...compareLimits(context.direction, was, is, path),
  ]
}

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

function compareMembers(context: Context, was: ContractSchema, is: ContractSchema, path: string): Difference[] {
  const { direction } = context
  const [before, after] = [was.properties ?? {}, is.properties ?? {}]
  const [needed, needs] = [new Set(was.required), new Set(is.required)]
  const found: Difference[] = []
  for (const [name, part] of Object.entries(before)) {
    const place = below(path, name)
    const now = after[name]
    if (now === undefined) {
      found.push({
        isBreaking: true,
        path: place,
        words: direction === 'input' ? 'is no longer taken' : 'is no longer there',
      })
      continue
    }
    if (direction === 'output' && needed.has(name) && !needs.has(name))
      found.push({ isBreaking: true, path: place, words: 'may be missing now' })
    if (direction === 'input' && !needed.has(name) && needs.has(name))
      found.push({ isBreaking: true, path: place, words: 'is required now' })
    found.push(...compare(context, asSchema(part), asSchema(now), place))
  }
  for (const name of Object.keys(after).filter((each) => before[each] === undefined)) {
    const isBreaking = direction === 'input' && needs.has(name)
    found.push({ isBreaking, path: below(path, name), words: isBreaking ? 'is new and required' : 'is new' })
  }
  // names that are required without being described, as in a choice of connection methods
  const undescribed = [...needs].filter((name) => !needed.has(name) && after[name] === undefined)
  if (direction === 'input')
    found.push(...undescribed.map((name) => ({ isBreaking: true, path: below(path, name), words: 'is required now' })))
  return found
}

const isClosed = ({ additionalProperties }: ContractSchema): boolean => additionalProperties === false

function compareParts(context: Context, was: ContractSchema, is: ContractSchema, path: string): Difference[] {
  const found: Difference[] = []
  if (context.direction === 'input' && !isClosed(was) && isClosed(is))
    found.push({ isBreaking: true, path, words: 'no longer takes other members' })
  for (const [name, place] of [
    ['items', '[]'],
    ['additionalProperties', '{}'],
    ['propertyNames', '{name}'],
  ] as const) {
    const [one, other] = [was[name], is[name]]
    if (typeof one !== 'object' || typeof other !== 'object' || Array.isArray(one) || Array.isArray(other)) continue
    found.push(...compare(context, one, other, `${path}${place}`))
  }
  for (const name of ['allOf', 'prefixItems'] as const) {
    const [one = [], other = []] = [was[name], is[name]]
    one.forEach((part, at) => {
      const now = other[at]
      if (now !== undefined) found.push(...compare(context, asSchema(part), asSchema(now), path))
    })
    if (one.length === other.length) continue
    const isBreaking = name === 'prefixItems' || (context.direction === 'input') === other.length > one.length
    found.push({ isBreaking, path, words: `has ${other.length} conditions in place of ${one.length}` })
  }
  if (canonical(was.not) !== canonical(is.not)) found.push({ isBreaking: true, path, words: 'excludes something else' })
  return found
}

const MOST = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'] as const
const LEAST = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'] as const

/** Drafts before 2019 have a yes or no for `exclusiveMaximum`, which zod does not write. */
const limitOf = (limit: number | boolean | undefined, without: number): number =>
  typeof limit === 'number' ? limit : without
const inLimits = (limit: number): string => (Number.isFinite(limit) ? String(limit) : 'none')

function compareLimits(direction: Direction, was: ContractSchema, is: ContractSchema, path: string): Difference[] {
  const found: Difference[] = []
  const isNarrower = (before: number, after: number) => (direction === 'input' ? after < before : false)
  for (const name of MOST) {
    const [before, after] = [limitOf(was[name], Infinity), limitOf(is[name], Infinity)]
    if (before === after) continue
    found.push({
      isBreaking: isNarrower(before, after),
      path,
      words: `${name} was ${inLimits(before)} and is ${inLimits(after)}`,
    })
  }
  for (const name of LEAST) {
    const [before, after] = [limitOf(was[name], -Infinity), limitOf(is[name], -Infinity)]
    if (before === after) continue
    found.push({
      isBreaking: isNarrower(-before, -after),
      path,
      words: `${name} was ${inLimits(before)} and is ${inLimits(after)}`,
    })
  }
  if (was.format !== is.format) {
    const isLooser = is.format === undefined
    found.push({
      isBreaking: direction === 'input' ? !isLooser : was.format !== undefined,
      path,
      words: `was ${was.format ?? 'any text'} and is ${is.format ?? 'any text'}`,
    })
  } else if (was.pattern !== is.pattern && direction === 'input') {
    found.push({ isBreaking: is.pattern !== undefined, path, words: 'is written otherwise (pattern)' })
  }
  return found
}

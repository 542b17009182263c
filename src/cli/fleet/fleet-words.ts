import * as z from 'zod/mini'
import { FleetFile } from '#contract/fleet.ts'

type Issue = z.core.$ZodIssue

/** The errors of the YAML parser by code. Its own sentences quote the text, where a secret may be. */
export const YAML_WORDS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this member is given twice',
  BAD_INDENT: 'the indentation does not fit the lines above',
  TAB_AS_INDENT: 'lines are indented with blanks, never with tabs',
  MISSING_CHAR: 'a quotation mark, bracket or colon is missing near here',
  BAD_ALIAS: 'this alias (*) stands for nothing',
  MULTIPLE_DOCS: 'only one document may stand in the file',
}

/** For a parse whose issues get their words here. Zod's own depend on what else the process has loaded. */
export const WITHOUT_WORDS = (): string => ''

/** A name that was meant as one; anything longer may be a secret in the wrong place. */
const NAME = /^[\w.+-]{1,24}$/

const KIND: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'a group of members',
}

/**
 * The member that is wrong, within what was checked, and what is wrong with it. No value is quoted but a name that YAML took for
 * something else, as it stands in the file.
 */
export function issueWords(
  issue: Issue,
  textOf: (path: readonly PropertyKey[]) => string | null,
  pathOfEntry: readonly PropertyKey[] = [],
): [path: PropertyKey[], words: string] {
  const member = issue.path.findLast((part) => typeof part === 'string')
  const text = isUnquotedName(issue) ? textOf(issue.path) : null
  if (text !== null && NAME.test(text)) return [[...issue.path], `name must be text: put it in quotes, '${text}'`]
  if (issue.code === 'unrecognized_keys') {
    const [name = ''] = issue.keys
    return [[...issue.path, name], unknownMember(name, membersAt([...pathOfEntry, ...issue.path]))]
  }
  return [[...issue.path], `${member ?? 'the entry'} ${sentenceOf(issue)}`]
}

function sentenceOf(issue: Issue): string {
  // a schema's own words
  if (issue.message !== '') return issue.message
  if (issue.code === 'invalid_type') return typeWords(issue.expected, issue.input)
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`
  if (issue.code === 'too_big')
    return `is too ${issue.origin === 'number' || issue.origin === 'int' ? 'large' : 'long'}: ${String(issue.maximum)} at most`
  if (issue.code === 'too_small')
    return issue.origin === 'string' ? 'is empty' : `is too small: ${String(issue.minimum)} at least`
  return issue.code === 'invalid_format' && issue.format === 'url'
    ? 'must be an http or https address'
    : 'has a form that cannot be used here'
}

/** YAML reads 0123, 1.5 and true as something else than text. */
const isUnquotedName = ({ code, path, input }: Issue): boolean =>
  code === 'invalid_type' && path.at(-1) === 'name' && ['number', 'boolean', 'bigint'].includes(typeof input)

function typeWords(expected: string, input: unknown): string {
  if (input === undefined) return 'is missing'
  if (expected !== 'string') return `must be ${KIND[expected] ?? expected}`
  if (input === null) return 'is empty'
  return typeof input === 'object' ? 'must be text' : 'must be text: put it in quotes'
}

function unknownMember(name: string, known: readonly string[]): string {
  // a longer one may be a secret in the wrong place
  if (!NAME.test(name)) return 'unknown field'
  const nearest = nearestOf(name, known)
  return nearest === null ? `unknown field ${name}` : `unknown field ${name} (did you mean ${nearest}?)`
}

/** The members that are known at a place of the file. */
function membersAt(path: readonly PropertyKey[]): string[] {
  const schema: unknown = z.toJSONSchema(FleetFile, { io: 'input', unrepresentable: 'any' })
  const found = path.reduce(
    (part: unknown, name) => partAt(part, typeof name === 'number' ? ['items'] : ['properties', String(name)]),
    schema,
  )
  return Object.keys(Object(partAt(found, ['properties'])))
}

const partAt = (part: unknown, names: readonly string[]): unknown =>
  names.reduce((within: unknown, name) => Object.entries(Object(within)).find(([key]) => key === name)?.[1], part)

/** The most letters that may be wrong, missing or too many in a name that was meant as another. */
const MAX_WRONG = 2

function nearestOf(name: string, known: readonly string[]): string | null {
  const [nearest] = known
    .map((one) => ({ one, wrong: lettersWrong(name.toLowerCase(), one.toLowerCase()) }))
    .filter(({ one, wrong }) => wrong <= MAX_WRONG && wrong < one.length / 2)
    .toSorted((a, b) => a.wrong - b.wrong)
  return nearest?.one ?? null
}

/** Levenshtein's distance, one row of his table at a time. */
function lettersWrong(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (const [i, letter] of from.split('').entries()) {
    const next = [i + 1]
    for (const [j, other] of to.split('').entries())
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? 0
}

import { compareSchemas, type Difference, type Direction, type ContractSchema } from './compare-schemas.ts'
import { ROLES } from '#contract/roles.ts'
import type { CommandContract, Contracts, RouteContract } from './contracts.ts'

export type ContractChanges = { breaks: string[]; additions: string[] }

/** What changed from the last release to now, a sentence each, in the order of `Contracts`. */
export function compareContracts(last: Contracts, now: Contracts): ContractChanges {
  const found = [
    ...named('The route', last.routes, now.routes, (one, other) => compareRoutes(last, now, one, other)),
    ...schemas(last, now, 'A refusal', 'output', last.problem, now.problem),
    ...numbers('The refusal', 'status', last.problemStatus, now.problemStatus),
    ...names('The cause code', last.causeCodes, now.causeCodes),
    ...named('The command', last.commands, now.commands, compareCommands),
    ...numbers('The end', 'exit code', last.exitCodes, now.exitCodes),
    ...numbers('For a monitoring system, the end', 'exit code', last.monitoringExits, now.monitoringExits),
    ...named('The output of', last.jsonOutput, now.jsonOutput, (one, other) => lists('has', 'member', one, other)),
    ...schemas(last, now, 'The fleet file', 'input', last.fleetFile, now.fleetFile),
    ...schemas(last, now, 'A report, as it is written', 'output', last.report.written, now.report.written),
    ...schemas(last, now, 'A report, as it is read', 'input', last.report.read, now.report.read),
    ...names('The setting', last.settings, now.settings),
    ...named('The metric', last.metrics, now.metrics, (one, other) => lists('has', 'label', one, other)),
    ...columns(last.auditColumns, now.auditColumns),
  ]
  const sentences = (isBreaking: boolean) => found.filter((each) => each.isBreaking === isBreaking).map(sentenceOf)
  return { breaks: sentences(true), additions: sentences(false) }
}

type Found = Omit<Difference, 'path'> & { place: string }

const sentenceOf = ({ place, words }: Found): string => `${place}${words.startsWith(':') ? '' : ' '}${words}.`

const quoted = (name: string): string => (name === '' ? '`latchkey`' : `\`${name}\``)

/** What has a name: it may be new, and is never gone. */
function named<T>(
  what: string,
  last: Readonly<Record<string, T>>,
  now: Readonly<Record<string, T>>,
  compare: (one: T, other: T) => Omit<Difference, 'path'>[],
): Found[] {
  const before = Object.entries(last).flatMap(([name, one]): Found[] => {
    const place = `${what} ${quoted(name)}`
    const other = now[name]
    if (other === undefined) return [{ isBreaking: true, place, words: 'is gone' }]
    return compare(one, other).map(({ isBreaking, words }) => ({ isBreaking, words, place }))
  })
  const fresh = Object.keys(now).filter((name) => !(name in last))
  return [...before, ...fresh.map((name) => ({ isBreaking: false, place: `${what} ${quoted(name)}`, words: 'is new' }))]
}

const setOf = (names: readonly string[]): Record<string, null> => Object.fromEntries(names.map((name) => [name, null]))

const names = (what: string, last: readonly string[], now: readonly string[]): Found[] =>
  named(what, setOf(last), setOf(now), () => [])

const numbers = (what: string, unit: string, last: Record<string, number>, now: Record<string, number>): Found[] =>
  named(what, last, now, (one, other) =>
    one === other ? [] : [{ isBreaking: true, words: `had the ${unit} ${one}, and has ${other}` }],
  )

/** Parts that have a name and nothing else: a query, a label. */
function lists(
  verb: string,
  what: string,
  last: readonly string[],
  now: readonly string[],
): Omit<Difference, 'path'>[] {
  return [
    ...last
      .filter((name) => !now.includes(name))
      .map((name) => ({ isBreaking: true, words: `no longer ${verb} the ${what} ${quoted(name)}` })),
    ...now
      .filter((name) => !last.includes(name))
      .map((name) => ({ isBreaking: false, words: `${verb} the new ${what} ${quoted(name)}` })),
  ]
}

/** Programs count them: a new one goes last. */
function columns(last: readonly string[], now: readonly string[]): Found[] {
  const place = "The audit's table"
  if (!last.every((name, at) => now[at] === name))
    return [{ isBreaking: true, place, words: `had the columns ${last.join(', ')}, and has ${now.join(', ')}` }]
  return now
    .slice(last.length)
    .map((name) => ({ isBreaking: false, place, words: `has the new column ${quoted(name)}` }))
}

function inWords({ path, words, isBreaking }: Difference, where: string): Omit<Difference, 'path'> {
  return { isBreaking, words: path === '' ? `${where}${words}` : `${where}\`${path}\` ${words}` }
}

function schemas(
  last: Contracts,
  now: Contracts,
  place: string,
  direction: Direction,
  was: ContractSchema,
  is: ContractSchema,
): Found[] {
  const pair = { was, is, wasDefinitions: last.$defs, isDefinitions: now.$defs }
  return compareSchemas(pair, direction).map((difference) => Object.assign(inWords(difference, ': '), { place }))
}

const rankOf = (role: string | null): number => ROLES.findIndex((each) => each === role)
/** From the least that a token opens to the most. */
const TOKENS = [null, 'header', 'address']

function compareRoutes(
  last: Contracts,
  now: Contracts,
  was: RouteContract,
  is: RouteContract,
): Omit<Difference, 'path'>[] {
  const definitions = { wasDefinitions: last.$defs, isDefinitions: now.$defs }
  const found: Omit<Difference, 'path'>[] = lists('takes', 'query', was.query, is.query)
  if (was.role !== is.role)
    found.push({
      isBreaking: rankOf(is.role) > rankOf(was.role),
      words: `was for ${was.role ?? 'everybody'}, and is for ${is.role ?? 'everybody'}`,
    })
  if (was.token !== is.token)
    found.push({
      isBreaking: TOKENS.indexOf(is.token) < TOKENS.indexOf(was.token),
      words: `was opened by ${was.token === null ? 'no token' : `a token in the ${was.token}`}, and is by ${is.token === null ? 'none' : `one in the ${is.token}`}`,
    })
  if (was.status !== is.status)
    found.push({ isBreaking: true, words: `answered with ${was.status}, and answers with ${is.status}` })
  found.push(...lists('answers with', 'form', was.answers, is.answers))
  if (!was.body && is.body) found.push({ isBreaking: true, words: 'needs a body now' })
  if (was.body && !is.body) found.push({ isBreaking: true, words: 'takes no body any more' })
  if (was.body && is.body)
    for (const each of compareSchemas({ was: was.body, is: is.body, ...definitions }, 'input'))
      found.push(inWords(each, 'changed what it takes: '))
  if (was.reply && is.reply)
    for (const each of compareSchemas({ was: was.reply, is: is.reply, ...definitions }, 'output'))
      found.push(inWords(each, 'changed its reply: '))
  return found
}

/** `--key-file <path>` takes a value that must be there, `--json` none. */
const valueOf = (flags: string): string =>
  /<.*>/.test(flags) ? 'needs a value' : /\[.*\]/.test(flags) ? 'may have a value' : 'has no value'

function compareCommands(was: CommandContract, is: CommandContract): Omit<Difference, 'path'>[] {
  const found: Omit<Difference, 'path'>[] = []
  const [before, after] = [was.arguments, is.arguments]
  const isLonger =
    before.every((name, at) => after[at] === name) && after.slice(before.length).every((name) => name.startsWith('['))
  if (before.join(' ') !== after.join(' '))
    found.push({
      isBreaking: !isLonger,
      words: `took ${before.join(' ') || 'no argument'}, and takes ${after.join(' ') || 'none'}`,
    })
  for (const { words, isBreaking } of named('', was.options, is.options, compareOptions).map(asPart))
    found.push({ isBreaking, words })
  for (const [name, { isRequired }] of Object.entries(is.options))
    if (isRequired && !was.options[name])
      found.push({ isBreaking: true, words: `requires the new option ${quoted(name)}` })
  return found
}

const asPart = ({ place, words, isBreaking }: Found) => ({ isBreaking, words: `: the option${place} ${words}` })

type OptionContract = CommandContract['options'][string]

function compareOptions(was: OptionContract, is: OptionContract): Omit<Difference, 'path'>[] {
  const found: Omit<Difference, 'path'>[] = []
  if (valueOf(was.flags) !== valueOf(is.flags))
    found.push({
      isBreaking: valueOf(was.flags) !== 'needs a value' || valueOf(is.flags) === 'has no value',
      words: `now ${valueOf(is.flags)}`,
    })
  const short = /^-\w/.exec(was.flags)?.[0]
  if (short !== undefined && !is.flags.startsWith(short))
    found.push({ isBreaking: true, words: `is no longer ${quoted(short)} as well` })
  if (!was.isRequired && is.isRequired) found.push({ isBreaking: true, words: 'is required now' })
  if (is.choices)
    found.push(
      ...(was.choices
        ? lists('takes', 'value', was.choices, is.choices)
        : [{ isBreaking: true, words: `takes only ${is.choices.join(', ')} now` }]),
    )
  return found
}

import cliTruncate from 'cli-truncate'
import type { Evidence } from '#contract/glpi-snapshot.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { Words } from '#domain/causes.ts'
import { causeWordsOf, type Peer } from '#domain/cause-words.ts'
import { CLI_WORDS } from '../cli-words.ts'
import { evidenceWords } from '../glpi/evidence-words.ts'
import type { Say } from '../language.ts'
import type { World } from '../world.ts'
import type { EndLine } from './lines.ts'
import { showProgress } from './progress.ts'

type Why = { cause: CauseCode | null; errorCode: string | null; evidence?: Evidence | null; at?: Peer }
type Line = Why & { instance: string; fingerprint: string | null }
/** `word`: what it is counted as, which is all that there is to say without a cause. */
type Failed = Why & { names: string[]; word: string }

/** At most this many names are listed; the rest are counted. */
const MAX_NAMES = 10

/** Words for counts whose code needs explaining. */
const COUNT_WORDS: Readonly<Record<string, Words>> = {
  wanted: CLI_WORDS.countWanted,
  other: CLI_WORDS.countOther,
  missing: CLI_WORDS.countMissing,
  unseen: CLI_WORDS.countUnseen,
  'done-before': CLI_WORDS.countDoneBefore,
}

export type ReportOptions = {
  json: boolean | undefined
  total: number
  /** On a terminal each instance is a row of a table, in the order of the file. */
  names: readonly string[] | null
  /** Whether each line names the key that the instance is to be given. */
  isGivingKeys?: boolean
  /** Instances with an address that is not encrypted. */
  unencrypted?: readonly string[]
}

/**
 * Reports on many instances: a bar and then words on a terminal, else one JSON object a line as each ends, with the words on stderr.
 * Only counts, failures and, on a terminal, the rows of the table are held.
 */
export function reportOf(world: World, { json, total, names, isGivingKeys = false, unencrypted = [] }: ReportOptions) {
  const { say } = world
  const screen = world.screen('out')
  const isJson = json === true || screen === null
  const bar = isJson || world.env['TERM'] === 'dumb' ? null : world.screen('err')
  const progress = bar && showProgress(bar, total, world.env)
  const counts = new Map<string, number>()
  const failures = new Map<string, Failed>()
  const rows = !isJson && names ? new Map<string, string>() : null
  const byKey = new Map<string, string[]>()
  const unanswered = new Map<string, CauseCode | null>()

  function count(word: string): void {
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }

  function fail({ instance, cause, errorCode, evidence, at }: Line, word: string): void {
    const place = [cause === null ? word : '', at, cause, errorCode, evidenceWords(say, evidence)].join(' ')
    const known = failures.get(place)
    if (known) known.names.push(instance)
    else
      failures.set(place, { names: [instance], word, cause, errorCode, evidence: evidence ?? null, ...(at && { at }) })
  }

  function noteKey(fingerprint: string, instance: string): void {
    const known = byKey.get(fingerprint)
    if (known) known.push(instance)
    else byKey.set(fingerprint, [instance])
  }

  return {
    add(line: Line & Record<string, unknown>, word: string, isFailed: boolean): void {
      if (isJson) world.print(JSON.stringify(line))
      rows?.set(line.instance, [word.padEnd(12), causeWords(say, line)].join(' ').trimEnd())
      count(word)
      if (isFailed) fail(line, word)
      if (isGivingKeys && line.fingerprint !== null) noteKey(line.fingerprint, line.instance)
      progress?.step(isFailed)
    },
    /** GLPI Network did not answer about a key. No instance counts as failed because of it. */
    noAnswer(fingerprint: string, cause: CauseCode | null): void {
      unanswered.set(fingerprint, cause)
    },
    end(isStopped: boolean): { hasFailed: boolean; hasUnanswered: boolean } {
      progress?.stop()
      const width = Math.min(Math.max(0, ...(names ?? []).map((name) => name.length)), 40)
      for (const name of (rows && names) ?? []) {
        const row = rows?.get(name)
        if (row !== undefined) world.print(cliTruncate(`${name.padEnd(width)}  ${row}`, (screen?.columns ?? 100) - 1))
      }
      const shared = [...byKey]
        .filter(([, instances]) => instances.length > 1)
        .map(([fingerprint, instances]) => ({ cause: 'key-shared' as const, fingerprint, instances }))
      const end: EndLine = {
        line: 'end',
        counts: Object.fromEntries(counts),
        failed: [...failures.values()].flatMap((one) => one.names),
        stopped: isStopped,
        ...(unanswered.size > 0 && { unanswered: unanswered.size }),
        ...(shared.length > 0 && { shared }),
        ...(unencrypted.length > 0 && { unencrypted: [...unencrypted] }),
      }
      if (isJson) world.print(JSON.stringify(end))
      for (const text of [
        ...summary(say, counts, total, failures.values()),
        ...noAnswerWords(say, [...unanswered.values()]),
        ...sharedWords(say, shared),
        ...unencryptedWords(say, unencrypted),
      ])
        if (isJson) world.printMessage(text)
        else world.print(text)
      return { hasFailed: failures.size > 0, hasUnanswered: unanswered.size > 0 }
    },
  }
}

const causeWords = (say: Say, why: Why): string => {
  const { cause, errorCode, evidence } = why
  const words = evidenceWords(say, { ...evidence, ...(errorCode && { errorCode }) })
  return [...(cause ? [`${say(wordsFor(why, cause).title)} (${cause})`] : []), ...(words ? [words] : [])].join(', ')
}

const wordsFor = ({ at = 'glpi', errorCode }: Why, cause: CauseCode) => causeWordsOf(cause, at, errorCode)

function summary(say: Say, counts: ReadonlyMap<string, number>, total: number, failures: Iterable<Failed>): string[] {
  const done = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const parts = [...counts].map(([word, count]) => countInWords(say, word, count))
  if (done < total) parts.push(`${total - done} ${say(CLI_WORDS.countNotBegun)}`)
  const lines = [say(CLI_WORDS.instances, { total, parts: parts.join(', ') })]
  for (const { names, word, ...why } of failures) {
    const words = causeWords(say, why) || say(COUNT_WORDS[word] ?? CLI_WORDS.storedUnproven)
    lines.push(say(CLI_WORDS.failed, { count: names.length, why: words }), `  ${namesInWords(say, names)}`)
    if (why.cause) lines.push(`  ${say(CLI_WORDS.nextStep, { next: say(wordsFor(why, why.cause).next) })}`)
  }
  return lines
}

function namesInWords(say: Say, all: readonly string[]): string {
  const names = all.slice(0, MAX_NAMES).join(', ')
  const more = all.length - MAX_NAMES
  return more > 0 ? say(CLI_WORDS.namesAndMore, { names, more }) : names
}

function countInWords(say: Say, word: string, count: number): string {
  const words = COUNT_WORDS[word]
  return `${count} ${words ? say(words) : word}`
}

function noAnswerWords(say: Say, causes: readonly (CauseCode | null)[]): string[] {
  if (causes.length === 0) return []
  const [cause = null] = causes
  const why = cause === null ? '' : `: ${say(causeWordsOf(cause, 'glpi-network').title)} (${cause})`
  return [
    say(CLI_WORDS.unansweredKeys, { count: causes.length, why }),
    ...(cause === null
      ? []
      : [`  ${say(CLI_WORDS.nextStep, { next: say(causeWordsOf(cause, 'glpi-network').next) })}`]),
  ]
}

function sharedWords(say: Say, shared: NonNullable<EndLine['shared']>): string[] {
  const [first] = shared
  if (!first) return []
  return [
    ...shared.flatMap(({ fingerprint, instances }) => [
      say(CLI_WORDS.sharedKey, { count: instances.length, fingerprint: fingerprint.slice(0, 19) }),
      `  ${namesInWords(say, instances)}`,
    ]),
    `  ${say(CLI_WORDS.nextStep, { next: say(causeWordsOf(first.cause, 'glpi-network').next) })}`,
  ]
}

const unencryptedWords = (say: Say, names: readonly string[]): string[] =>
  names.length === 0 ? [] : [say(CLI_WORDS.unencrypted, { count: names.length }), `  ${namesInWords(say, names)}`]

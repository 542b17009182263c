import wrapAnsi from 'wrap-ansi'
import { clockWordsOf, UNSETTLED } from '#domain/clock-words.ts'
import { CLOCK_WORDS } from '#contract/step-words.ts'
import { formatSpan } from '#contract/time-spans.ts'
import { wordsIn } from '#domain/cause-words.ts'
import type { CauseCode, Words } from '#domain/causes.ts'
import { judgeClocks, type ClockJudgement, type ClockReading } from '#domain/clocks.ts'
import type { Diagnosis, Step } from '#domain/diagnosis.ts'
import { CLI_WORDS } from '../cli-words.ts'
import type { Say } from '../language.ts'
import type { Paint } from './paint.ts'

/** The summary: the cause to act on, the others, the clocks that are off, and the code for the telephone. */
export function summaryLines(say: Say, diagnosis: Diagnosis, paint: Paint, columns: number): string[] {
  const { conclusion, clocks, steps, supportCode, id } = diagnosis
  const { headline, others } = conclusion
  const text = (words: string, indent = '') =>
    wrapAnsi(words, Math.min(columns, 100) - indent.length)
      .split('\n')
      .map((line) => `${indent}${line}`)
  return [
    ...(headline === null ? text(say(nothing(diagnosis))) : explained(say, headline, steps, paint, text)),
    ...(others.length === 0
      ? []
      : ['', say(CLI_WORDS.alsoFound), ...others.flatMap((cause) => text(inOneLine(say, cause, steps), '  '))]),
    ...wrongClocks(say, clocks, text),
    '',
    say(CLI_WORDS.supportCode, { code: paint('strong', supportCode), id }),
  ]
}

type Text = (words: string, indent?: string) => string[]

function explained(say: Say, cause: CauseCode, steps: readonly Step[], paint: Paint, text: Text): string[] {
  const { title, meaning, next } = wordsIn(steps, cause)
  return [
    `${paint('strong', say(title))} (${cause})`,
    ...text(say(meaning), '  '),
    ...text(say(CLI_WORDS.nextStep, { next: say(next) }), '  '),
  ]
}

function inOneLine(say: Say, cause: CauseCode, steps: readonly Step[]): string {
  const { title, next } = wordsIn(steps, cause)
  return `${say(title)} (${cause}). ${say(next)}`
}

const nothing = ({ observation }: Diagnosis): Words =>
  observation === null ? CLI_WORDS.nothingInTheWay : CLI_WORDS.nothingInTheWayOfTheKey

function wrongClocks(say: Say, clocks: readonly ClockReading[], text: Text): string[] {
  const { judgements, unsettled } = judgeClocks(clocks)
  const wrong = judgements
    .filter((judgement) => judgement.wrong)
    .flatMap((judgement) => wrongClock(say, judgement, text))
  return unsettled.length === 0 ? wrong : ['', ...text(unsettledWords(say, unsettled)), ...wrong]
}

function wrongClock(say: Say, judgement: ClockJudgement, text: Text): string[] {
  const { which, falsifies, remedies } = clockWordsOf(judgement)
  return [
    '',
    ...text(`${say(which)} ${say(CLI_WORDS.offBy, { span: formatSpan(judgement.aheadSeconds) })}`),
    ...text(say(falsifies), '  '),
    ...remedies.flatMap((words) => text(`- ${say(words)}`, '  ')),
  ]
}

const unsettledWords = (say: Say, clocks: readonly ClockReading['clock'][]): string =>
  `${say(UNSETTLED)} (${clocks.map((clock) => say(CLOCK_WORDS[clock])).join(', ')})`

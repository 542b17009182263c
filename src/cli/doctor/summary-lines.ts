import wrapAnsi from 'wrap-ansi'
import { clockWordsOf, UNSETTLED } from '#domain/clock-words.ts'
import { CLOCK_WORDS } from '#contract/step-words.ts'
import { formatSpan } from '#contract/time-spans.ts'
import { wordsIn } from '#domain/cause-words.ts'
import type { CauseCode } from '#domain/causes.ts'
import { judgeClocks, type ClockJudgement, type ClockReading } from '#domain/clocks.ts'
import type { Diagnosis, Step } from '#domain/diagnosis.ts'
import type { Paint } from './paint.ts'

/** What it all comes to: the cause to act on, the others, the clocks that are off, and the code for the telephone. */
export function summaryLines(diagnosis: Diagnosis, paint: Paint, columns: number): string[] {
  const { conclusion, clocks, steps, supportCode, id } = diagnosis
  const { headline, others } = conclusion
  const text = (words: string, indent = '') =>
    wrapAnsi(words, Math.min(columns, 100) - indent.length)
      .split('\n')
      .map((line) => `${indent}${line}`)
  return [
    ...(headline === null ? text(nothing(diagnosis)) : explained(headline, steps, paint, text)),
    ...(others.length === 0
      ? []
      : ['', 'Also found:', ...others.flatMap((cause) => text(inOneLine(cause, steps), '  '))]),
    ...wrongClocks(clocks, text),
    '',
    `Support code: ${paint('strong', supportCode)} (diagnosis ${id})`,
  ]
}

type Text = (words: string, indent?: string) => string[]

function explained(cause: CauseCode, steps: readonly Step[], paint: Paint, text: Text): string[] {
  const { title, meaning, next } = wordsIn(steps, cause)
  return [
    `${paint('strong', title.message)} (${cause})`,
    ...text(meaning.message, '  '),
    ...text(`Next: ${next.message}`, '  '),
  ]
}

function inOneLine(cause: CauseCode, steps: readonly Step[]): string {
  const { title, next } = wordsIn(steps, cause)
  return `${title.message} (${cause}). ${next.message}`
}

function nothing({ observation }: Diagnosis): string {
  return observation === null
    ? 'Nothing is in the way: GLPI Network answers this machine. No key was sent.'
    : 'Nothing is in the way: GLPI Network answers this machine, and accepts the key.'
}

function wrongClocks(clocks: readonly ClockReading[], text: Text): string[] {
  const { judgements, unsettled } = judgeClocks(clocks)
  const wrong = judgements.filter((judgement) => judgement.wrong).flatMap((judgement) => wrongClock(judgement, text))
  return unsettled.length === 0 ? wrong : ['', ...text(unsettledWords(unsettled)), ...wrong]
}

function wrongClock(judgement: ClockJudgement, text: Text): string[] {
  const { which, falsifies, remedies } = clockWordsOf(judgement)
  return [
    '',
    ...text(`${which.message} It is off by ${formatSpan(judgement.aheadSeconds)}.`),
    ...text(falsifies.message, '  '),
    ...remedies.flatMap(({ message }) => text(`- ${message}`, '  ')),
  ]
}

const unsettledWords = (clocks: readonly ClockReading['clock'][]): string =>
  `${UNSETTLED.message} (${clocks.map((clock) => CLOCK_WORDS[clock].message).join(', ')})`

import { clockWordsOf, UNSETTLED } from '#domain/clock-words.ts'
import { CLOCKS, judgeClocks, type ClockReading, type ClocksJudged } from '#domain/clocks.ts'
import { bullets, table, type TranslateWords } from '../markdown.ts'
import { LABEL } from '../report-words.ts'
import { CLOCK_WORDS } from '../step-words.ts'
import { formatSpan, formatSignedSpan } from '../time-spans.ts'

const OWN: ClockReading = { clock: 'gateway', offsetSeconds: 0, uncertaintySeconds: 0, trusted: true }

/** Every clock that was read, which of them is off, and how to set that one right. */
export function clockSection(read: readonly ClockReading[], say: TranslateWords): string {
  const judged = judgeClocks(read)
  const all = read.some(({ clock }) => clock === 'gateway') ? read : [OWN, ...read]
  const rows = CLOCKS.flatMap((clock) => all.filter((reading) => reading.clock === clock)).map((reading) => [
    say(CLOCK_WORDS[reading.clock]),
    `${formatSignedSpan(reading.offsetSeconds)} ± ${reading.uncertaintySeconds} s`,
    standing(reading, judged, say),
  ])
  const wrong = judged.judgements.filter((judgement) => judgement.wrong).map(clockWordsOf)
  return [
    `## ${say(LABEL.clocks)}`,
    table([LABEL.clock, LABEL.offset, LABEL.standing].map(say), rows),
    ...(judged.unsettled.length > 0 ? [say(UNSETTLED)] : []),
    ...wrong.flatMap(({ which, falsifies, remedies }) => [
      `**${say(which)}** ${say(falsifies)}`,
      bullets(remedies.map(say)),
    ]),
  ].join('\n\n')
}

function standing({ clock, trusted, offsetSeconds }: ClockReading, judged: ClocksJudged, say: TranslateWords): string {
  const judgement = judged.judgements.find((one) => one.clock === clock)
  const how = judgement?.wrong
    ? `**${say(LABEL.wrong)}**: ${formatSpan(judgement.aheadSeconds)} ${say(judgement.aheadSeconds > 0 ? LABEL.ahead : LABEL.behind)}`
    : judgement
      ? say(LABEL.right)
      : say(clock === judged.reference ? LABEL.reference : LABEL.unsettled)
  return [
    how,
    ...(trusted ? [] : [say(LABEL.untrusted)]),
    ...(clock === 'gateway' && offsetSeconds !== 0 ? [say(LABEL.jumped)] : []),
  ].join('; ')
}

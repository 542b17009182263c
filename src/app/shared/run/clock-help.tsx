import { useLingui } from '@lingui/react/macro'
import { clockWordsOf, UNSETTLED } from '#domain/clock-words.ts'
import type { ClockJudgement, ClocksJudged } from '#domain/clocks.ts'
import { Message } from '../../ui/message.tsx'

/** What a wrong clock falsifies, and how it is set right. */
export function ClockHelp({ judged: { judgements, unsettled } }: { judged: ClocksJudged }) {
  const { i18n } = useLingui()
  return (
    <>
      {judgements
        .filter(({ wrong }) => wrong)
        .map((judgement) => (
          <OneWrong key={judgement.clock} judgement={judgement} />
        ))}
      {unsettled.length > 0 && <Message tone="warning" title={i18n._(UNSETTLED)} />}
    </>
  )
}

function OneWrong({ judgement }: { judgement: ClockJudgement }) {
  const { i18n } = useLingui()
  const { which, falsifies, remedies } = clockWordsOf(judgement)
  return (
    <Message tone="warning" title={i18n._(which)}>
      <p>{i18n._(falsifies)}</p>
      <ul className="lk-how-to">
        {remedies.map((remedy) => (
          <li key={remedy.id}>{i18n._(remedy)}</li>
        ))}
      </ul>
    </Message>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { IconClock } from '@tabler/icons-react'
import { CLOCK_WORDS } from '#contract/step-words.ts'
import {
  CLOCKS,
  judgeClocks,
  type ClockReading,
  type ClocksJudged,
  type ClockJudgement,
  type Clock,
} from '#domain/clocks.ts'
import { StatusIcon } from '../../ui/status-icon.tsx'
import type { Tone } from '../../ui/tone.ts'
import { formatOffset, formatUncertainty, formatDays } from './measures.ts'
import { clockWordsOf, UNSETTLED } from '#domain/clock-words.ts'
import { Message } from '../../ui/message.tsx'

/** The others are measured by it, so it is always there. */
const OWN: ClockReading = { clock: 'gateway', offsetSeconds: 0, uncertaintySeconds: 0, trusted: true }

type All = { readings: readonly ClockReading[]; isOn: boolean }

/** Every clock that was read, which of them is off, and how to set that one right. @param isOn whether more may come. */
export function Clocks({ readings, isOn }: All) {
  const judged = judgeClocks(readings)
  const all = [...readings, OWN]
  const rows = CLOCKS.flatMap((clock) => all.find((reading) => reading.clock === clock) ?? [])
  const reference = rows.find(({ clock }) => clock === judged.reference)
  return (
    <section aria-labelledby="clocks">
      <header className="lk-card-head">
        <h2 id="clocks">
          <IconClock size={20} aria-hidden="true" /> <Trans>Clocks</Trans>
        </h2>
      </header>
      <ul className="lk-clocks">
        {rows.map((reading) => (
          <ClockItem
            key={reading.clock}
            reading={reading}
            judged={judged}
            referenceUncertainty={reference?.uncertaintySeconds ?? 0}
          />
        ))}
      </ul>
      {!isOn && <ClockHelp judged={judged} />}
    </section>
  )
}

type Props = { reading: ClockReading; judged: ClocksJudged; referenceUncertainty: number }

function ClockItem({ reading, judged, referenceUncertainty }: Props) {
  const { i18n } = useLingui()
  const { clock, offsetSeconds, uncertaintySeconds } = reading
  const reference = judged.reference ?? 'gateway'
  const judgement = judged.judgements.find((other) => other.clock === clock)
  const isCompared = clock !== reference
  return (
    <li className="lk-clock">
      <StatusIcon tone={toneOf(reading, judged)} />
      <span className="lk-link-name">{i18n._(CLOCK_WORDS[clock])}</span>
      <span className="lk-link-time">
        {isCompared && (
          <>
            {formatOffset(judgement ? judgement.aheadSeconds : offsetSeconds)}{' '}
            <small>± {formatUncertainty(uncertaintySeconds + referenceUncertainty)}</small>
          </>
        )}
      </span>
      <div className="lk-link-seen">
        <ClockStatus reading={reading} reference={reference} judgement={judgement} />
      </div>
    </li>
  )
}

function toneOf({ clock }: ClockReading, { reference, judgements, unsettled }: ClocksJudged): Tone {
  const isWrong = judgements.some((judgement) => judgement.clock === clock && judgement.wrong)
  if (isWrong || unsettled.includes(clock)) return 'warning'
  return reference === null ? 'neutral' : 'success'
}

/** What a wrong clock falsifies, and how it is set right. */
function ClockHelp({ judged: { judgements, unsettled } }: { judged: ClocksJudged }) {
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

type ClockStatusProps = { reading: ClockReading; reference: Clock; judgement: ClockJudgement | undefined }

/** The status of a clock, in words. */
function ClockStatus({ reading: { clock, offsetSeconds, trusted }, reference, judgement }: ClockStatusProps) {
  return (
    <>
      {clock === reference ? <Trans>the others are compared with it</Trans> : <Standing judgement={judgement} />}
      {clock === 'gateway' && offsetSeconds !== 0 && (
        <>
          {' · '}
          <Trans>it was set by {formatOffset(offsetSeconds)} while this ran</Trans>
        </>
      )}
      {!trusted && (
        <>
          {' · '}
          {clock === 'browser' ? (
            <Trans>on the same computer as this server</Trans>
          ) : (
            <Trans>received over a connection that is not trusted</Trans>
          )}
        </>
      )}
    </>
  )
}

function Standing({ judgement }: { judgement: ClockJudgement | undefined }) {
  if (!judgement) return <Trans>compared with this server</Trans>
  if (!judgement.wrong) return <Trans>right</Trans>
  const size = formatDays(judgement.aheadSeconds)
  return <strong>{judgement.aheadSeconds > 0 ? <Trans>{size} ahead</Trans> : <Trans>{size} behind</Trans>}</strong>
}

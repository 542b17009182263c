import { Trans, useLingui } from '@lingui/react/macro'
import { IconClock } from '@tabler/icons-react'
import { CLOCK_WORDS } from '#contract/step-words.ts'
import { CLOCKS, judgeClocks, type ClockReading, type ClocksJudged } from '#domain/clocks.ts'
import { StatusIcon } from '../../ui/status-icon.tsx'
import type { Tone } from '../../ui/tone.ts'
import { ClockHelp } from './clock-help.tsx'
import { ClockStatus } from './clock-status.tsx'
import { formatOffset, formatUncertainty } from './measures.ts'

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

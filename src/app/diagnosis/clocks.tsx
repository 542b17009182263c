import { Trans, useLingui } from '@lingui/react/macro'
import { IconClock } from '@tabler/icons-react'
import { CLOCKS, judgeClocks, type Clock, type ClockJudgement, type ClockReading } from '#domain/clocks.ts'
import { StatusIcon } from '../ui/status-icon.tsx'
import type { Tone } from '../ui/tone.ts'
import { ClockHelp } from './clock-help.tsx'
import { ClockStanding } from './clock-standing.tsx'
import { CLOCK_WORDS } from './clock-words.ts'
import { offset, uncertainty } from './measures.ts'

const OWN: ClockReading = { clock: 'gateway', offsetSeconds: 0, uncertaintySeconds: 0, trusted: true }

/** Every clock that was read, which of them is off, and how to set that one right. */
export function Clocks({ readings }: { readings: readonly ClockReading[] }) {
  const judged = judgeClocks(readings)
  const all = readings.some(({ clock }) => clock === 'gateway') ? readings : [OWN, ...readings]
  const rows = CLOCKS.flatMap((clock) => all.filter((reading) => reading.clock === clock))
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
            reference={judged.reference}
            judgement={judged.judgements.find(({ clock }) => clock === reading.clock)}
          />
        ))}
      </ul>
      {judged.judgements
        .filter(({ wrong }) => wrong)
        .map((judgement) => (
          <ClockHelp key={judgement.clock} judgement={judgement} />
        ))}
    </section>
  )
}

type Props = { reading: ClockReading; reference: Clock | null; judgement: ClockJudgement | undefined }

function ClockItem({ reading, reference, judgement }: Props) {
  const { i18n } = useLingui()
  const { clock, offsetSeconds, uncertaintySeconds } = reading
  const isReference = clock === reference
  const tone: Tone = judgement?.wrong ? 'warning' : judgement || isReference ? 'success' : 'neutral'
  const isOwn = clock === 'gateway' && reference === null
  return (
    <li className="lk-clock">
      <StatusIcon tone={tone} />
      <span className="lk-link-name">{i18n._(CLOCK_WORDS[clock])}</span>
      <span className="lk-link-time">
        {!isReference && !isOwn && offset(judgement ? judgement.aheadSeconds : offsetSeconds)}
        {uncertaintySeconds > 0 && <small> ± {uncertainty(uncertaintySeconds)}</small>}
      </span>
      <div className="lk-link-seen">
        <ClockStanding reading={reading} isReference={isReference} judgement={judgement} />
      </div>
    </li>
  )
}

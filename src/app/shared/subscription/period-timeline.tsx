import { Trans } from '@lingui/react/macro'
import { day } from '../../ui/format.ts'
import type { Tone } from '../../ui/tone.ts'
import type { Timeline } from './timeline.ts'

const percent = (part: number) => `${(part * 100).toFixed(2)}%`

/** Near an edge the word hangs inwards. */
const sideOf = (today: number) => (today < 0.08 ? 'begin' : today > 0.92 ? 'end' : 'middle')

type Props = { timeline: Timeline; beginsAt: string; endsAt: string; tone: Tone }

/** The period as a line, with today and the warning days on it. Hidden from screen readers: the sentence above says it all. */
export function PeriodTimeline({ timeline: { passed, today, rungs }, beginsAt, endsAt, tone }: Props) {
  return (
    <div className="lk-timeline" data-tone={tone} aria-hidden="true">
      {today !== null && (
        <div className="lk-timeline-today" data-side={sideOf(today)} style={{ left: percent(today) }}>
          <Trans>today</Trans>
        </div>
      )}
      <div className="lk-timeline-line">
        <div className="lk-timeline-past" style={{ width: percent(passed) }} />
        {rungs.map(({ days, at }) => (
          <div key={days} className="lk-timeline-rung" style={{ left: percent(at) }} />
        ))}
        {today !== null && <div className="lk-timeline-dot" style={{ left: percent(today) }} />}
      </div>
      <div className="lk-timeline-labels">
        {rungs.map(({ days, at, labelled }) => (
          <span key={days} style={{ left: percent(at) }} hidden={!labelled}>
            {days}
          </span>
        ))}
      </div>
      <div className="lk-timeline-ends">
        <span>{day(beginsAt, 'short')}</span>
        <span>{day(endsAt, 'short')}</span>
      </div>
    </div>
  )
}

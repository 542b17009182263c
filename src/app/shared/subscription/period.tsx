import { Plural, Trans } from '@lingui/react/macro'
import type { Registration } from '#contract/panel.ts'
import { severityOfEnd } from '#domain/expiry.ts'
import { day, timeInUtc } from '../../ui/format.ts'
import { SEVERITY_TONES } from '../severity-tones.ts'
import { timelineOf, type Timeline } from './timeline.ts'
import type { Tone } from '../../ui/tone.ts'

const DAY_MS = 86_400_000

/** From when to when, how many days are left, and which instant is the end. */
export function Period({ registration, now }: { registration: Registration; now: number }) {
  const { subscription, expiry, state } = registration
  const beginsAt = subscription?.beginsAt ?? null
  if (expiry === null) return <Trans>GLPI Network names no end.</Trans>
  const timeline = timelineOf(beginsAt, expiry, now)
  const begin = beginsAt === null ? Number.NEGATIVE_INFINITY : Date.parse(beginsAt)
  const tone = SEVERITY_TONES[state === 'ended' ? 'critical' : severityOfEnd(expiry)]
  return (
    <>
      <p>
        {beginsAt === null ? (
          <Trans>
            Until <strong>{day(expiry.endsAt)}</strong>
          </Trans>
        ) : (
          <Trans>
            From <strong>{day(beginsAt)}</strong> to <strong>{day(expiry.endsAt)}</strong>
          </Trans>
        )}
        {' · '}
        {expiry.trial && (
          <>
            <Trans>a trial, by its length</Trans>
            {' · '}
          </>
        )}
        {begin > now ? <DaysAhead days={Math.ceil((begin - now) / DAY_MS)} /> : <DaysLeft daysLeft={expiry.daysLeft} />}
      </p>
      {timeline && beginsAt && (
        <PeriodTimeline timeline={timeline} beginsAt={beginsAt} endsAt={expiry.endsAt} tone={tone} />
      )}
      <p className="text-secondary">
        {expiry.daysLeft < 0 ? (
          <Trans>
            Ended on {day(expiry.endsAt)} at {timeInUtc(expiry.endsAt)} UTC, by GLPI Network’s clock.
          </Trans>
        ) : (
          <Trans>
            Ends on {day(expiry.endsAt)} at {timeInUtc(expiry.endsAt)} UTC, by GLPI Network’s clock.
          </Trans>
        )}
      </p>
    </>
  )
}

export const DaysAhead = ({ days }: { days: number }) => (
  <Plural value={days} one="starts in # day" other="starts in # days" />
)

function DaysLeft({ daysLeft }: { daysLeft: number }) {
  if (daysLeft < 0) return <Plural value={-daysLeft} one="ended # day ago" other="ended # days ago" />
  if (daysLeft === 0) return <Trans>the last day</Trans>
  return <Plural value={daysLeft} one="# day left" other="# days left" />
}

const percent = (part: number) => `${(part * 100).toFixed(2)}%`

/** Near an edge the word hangs inwards. */
const sideOf = (today: number) => (today < 0.08 ? 'begin' : today > 0.92 ? 'end' : 'middle')

type PeriodTimelineProps = { timeline: Timeline; beginsAt: string; endsAt: string; tone: Tone }

/** The period as a line, with today and the warning days on it. The line is hidden from screen readers: the words say it all. */
function PeriodTimeline({ timeline: { passed, today, rungs }, beginsAt, endsAt, tone }: PeriodTimelineProps) {
  return (
    <div className="lk-timeline" data-tone={tone}>
      <div aria-hidden="true">
        {today !== null && (
          <div className="lk-timeline-today" data-side={sideOf(today)} style={{ insetInlineStart: percent(today) }}>
            <Trans>today</Trans>
          </div>
        )}
        <div className="lk-timeline-line">
          <div className="lk-timeline-past" style={{ width: percent(passed) }} />
          {rungs.map(({ days, at }) => (
            <div key={days} className="lk-timeline-rung" style={{ insetInlineStart: percent(at) }} />
          ))}
          {today !== null && <div className="lk-timeline-dot" style={{ insetInlineStart: percent(today) }} />}
        </div>
      </div>
      {/* in their order, below them: side by side, some would have no room */}
      <div className="lk-timeline-labels">
        <Trans>Days left at each warning: {rungs.map(({ days }) => days).join(' · ')}</Trans>
      </div>
      <div className="lk-timeline-ends" aria-hidden="true">
        <span>{day(beginsAt, 'short')}</span>
        <span>{day(endsAt, 'short')}</span>
      </div>
    </div>
  )
}

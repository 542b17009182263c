import { Plural, Trans } from '@lingui/react/macro'
import type { Registration } from '#contract/panel.ts'
import { severityOfEnd } from '#domain/expiry.ts'
import { day, timeInUtc } from '../../ui/format.ts'
import { PeriodTimeline } from './period-timeline.tsx'
import { SEVERITY_TONES } from '../severity-tones.ts'
import { timelineOf } from './timeline.ts'

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

const DaysAhead = ({ days }: { days: number }) => <Plural value={days} one="starts in # day" other="starts in # days" />

function DaysLeft({ daysLeft }: { daysLeft: number }) {
  if (daysLeft < 0) return <Plural value={-daysLeft} one="ended # day ago" other="ended # days ago" />
  if (daysLeft === 0) return <Trans>the last day</Trans>
  return <Plural value={daysLeft} one="# day left" other="# days left" />
}

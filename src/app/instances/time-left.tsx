import { Plural, Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Instance } from '#contract/panel.ts'
import { severityOfEnd } from '#domain/expiry.ts'
import { SEVERITY_TONES } from '../shared/severity-tones.ts'

/** The bar is full for a year, the longest that most subscriptions last. */
const FULL_DAYS = 365

/** How long the subscription runs yet, as a bar and in words. */
export function TimeLeft({ instance: { state, daysLeft, startsInDays, isTrial = false } }: { instance: Instance }) {
  if (startsInDays !== null) return <StartsIn days={startsInDays} />
  // of a key that is not the one in GLPI, the days say nothing
  if (daysLeft === null || state === 'differs') {
    return (
      <span className="lk-fleet-quiet">
        {state === 'pending' ? (
          <Trans>being verified</Trans>
        ) : state === 'managed' ? (
          <Trans>its platform manages it</Trans>
        ) : (
          '–'
        )}
      </span>
    )
  }
  // GLPI Network may end a subscription before its last day
  const tone = SEVERITY_TONES[state === 'ended' ? 'critical' : severityOfEnd({ daysLeft, trial: isTrial })]
  const share = Math.min(1, Math.max(0.02, daysLeft / FULL_DAYS))
  return (
    <>
      <span className="lk-left" data-tone={tone} aria-hidden="true">
        <span style={{ width: `${100 * share}%` }} />
      </span>
      <Words daysLeft={daysLeft} />
    </>
  )
}

/** A subscription that is not running yet fills no bar. */
function StartsIn({ days }: { days: number }) {
  if (days <= 0) return <Trans>starts today</Trans>
  return <Plural value={days} one="starts in # day" other="starts in # days" />
}

function Words({ daysLeft }: { daysLeft: number }): ReactNode {
  if (daysLeft < 0) return <Plural value={-daysLeft} one="ended # day ago" other="ended # days ago" />
  if (daysLeft === 0) return <Trans>the last day</Trans>
  return <Plural value={daysLeft} one="# day" other="# days" />
}

import { Trans } from '@lingui/react/macro'
import type { CheckReply } from '#contract/panel.ts'
import { startsInDays } from '#domain/expiry.ts'
import { day } from '../../ui/format.ts'
import { Time } from '../../ui/time.tsx'
import { DaysAhead } from '../subscription/period.tsx'

type Props = {
  of: Pick<CheckReply, 'subscription' | 'expiry'>
  /** By GLPI Network's clock. */
  now: string
}

/** Until when, and from when where that is still to come. */
export function PeriodInBrief({ of: { subscription, expiry }, now }: Props) {
  if (expiry === null) return <Trans>GLPI Network names no end.</Trans>
  const beginsAt = subscription?.beginsAt ?? null
  const isAhead = beginsAt !== null && Date.parse(beginsAt) > Date.parse(now)
  return (
    <>
      {isAhead ? (
        <>
          <Trans>
            from {day(beginsAt)} to {day(expiry.endsAt)}
          </Trans>
          {' · '}
          <Time at={beginsAt}>
            <DaysAhead days={startsInDays(subscription, Date.parse(now)) ?? 0} />
          </Time>
        </>
      ) : (
        <Time at={expiry.endsAt}>
          <Trans>until {day(expiry.endsAt)}</Trans>
        </Time>
      )}
      {expiry.trial && (
        <>
          {' · '}
          <Trans>a trial, by its length</Trans>
        </>
      )}
    </>
  )
}

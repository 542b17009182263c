import { Trans } from '@lingui/react/macro'
import type { Registration } from '#contract/panel.ts'
import { LabelledRow } from '../../ui/labelled-row.tsx'
import { Period } from './period.tsx'

/** What GLPI Network says the key stands for: nothing until it has said so. */
export function SubscriptionRows({ registration, now }: { registration: Registration; now: number }) {
  const { subscription, owner } = registration
  return (
    <>
      {subscription && (
        <>
          <LabelledRow label={<Trans>Subscription</Trans>}>
            <strong>{subscription.title ?? <Trans>GLPI Network gives it no name.</Trans>}</strong>
          </LabelledRow>
          <LabelledRow label={<Trans>Period</Trans>}>
            <Period registration={registration} now={now} />
          </LabelledRow>
        </>
      )}
      {owner !== null && <LabelledRow label={<Trans>Registered by</Trans>}>{owner}</LabelledRow>}
    </>
  )
}

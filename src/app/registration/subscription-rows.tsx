import { Trans } from '@lingui/react/macro'
import type { Registration } from '#contract/panel.ts'
import { Row } from '../ui/row.tsx'
import { Period } from './period.tsx'

/** What GLPI Network says the key stands for: nothing until it has said so. */
export function SubscriptionRows({ registration, now }: { registration: Registration; now: number }) {
  const { subscription, owner } = registration
  return (
    <>
      {subscription && (
        <>
          <Row label={<Trans>Subscription</Trans>}>
            <strong>{subscription.title ?? <Trans>GLPI Network gives it no name.</Trans>}</strong>
          </Row>
          <Row label={<Trans>Period</Trans>}>
            <Period registration={registration} now={now} />
          </Row>
        </>
      )}
      {owner !== null && <Row label={<Trans>Registered by</Trans>}>{owner}</Row>}
    </>
  )
}

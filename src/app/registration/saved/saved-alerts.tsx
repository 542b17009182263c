import { Trans } from '@lingui/react/macro'
import type { Registration } from '#contract/panel.ts'
import { useIsAdmin } from '../../shared/queries/session.ts'
import { FindOutWhy } from '../../shared/find-out-why.tsx'
import { Message } from '../../ui/message.tsx'
import { ExpiryWarning } from './expiry-warning.tsx'
import { GlpiAlert } from './glpi-alert.tsx'
import { StateAlert } from './state-alert.tsx'
import { WriteAgain } from './write-again.tsx'

/** What has to be said of a key before anything else. */
export function SavedAlerts({ registration, now }: { registration: Registration; now: number }) {
  const again = useIsAdmin() && registration.mayWriteAgain ? <WriteAgain registration={registration} /> : null
  return (
    <>
      <StateAlert registration={registration} now={now} again={again} />
      <GlpiAlert registration={registration} again={again} />
      {registration.key && <ExpiryWarning registration={registration} />}
      {registration.warning.kind === 'clock-wrong' && (
        <Message tone="warning" title={<Trans>A clock is wrong by more than a minute</Trans>}>
          <div className="lk-actions">
            <FindOutWhy instance={registration.instance} />
          </div>
        </Message>
      )}
    </>
  )
}

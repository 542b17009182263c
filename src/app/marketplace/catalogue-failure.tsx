import { Trans } from '@lingui/react/macro'
import { GatewayRefusal } from '../call.ts'
import { LazyCauseMeaning, LazyCauseNextStep, LazyCauseTitle } from '../shared/cause/lazy.tsx'
import { FailureMessage } from '../shared/failure-message.tsx'
import { FindOutWhy } from '../shared/find-out-why.tsx'
import { Button } from '../ui/button.tsx'
import { Message } from '../ui/message.tsx'

type Props = { instance: string; error: Error; isBusy: boolean; onRetry: () => void }

/** Why there is no catalogue at all. Unlike elsewhere, a cause is GLPI Network's here, and not a GLPI's. */
export function CatalogueFailure({ instance, error, isBusy, onRetry }: Props) {
  const cause = error instanceof GatewayRefusal ? error.causeCode : null
  if (cause === null) return <FailureMessage error={error} onRetry={onRetry} />
  return (
    <Message
      tone="danger"
      alert
      title={<Trans>GLPI Network did not give its list of plugins</Trans>}
      action={<TryAgain isBusy={isBusy} onRetry={onRetry} />}
    >
      <p>
        <LazyCauseTitle code={cause} />
      </p>
      <LazyCauseMeaning code={cause} />
      <LazyCauseNextStep code={cause} />
      <FindOutWhy instance={instance} />
    </Message>
  )
}

export const TryAgain = ({ isBusy, onRetry }: Pick<Props, 'isBusy' | 'onRetry'>) => (
  <Button busy={isBusy} onClick={onRetry}>
    <Trans>Try again</Trans>
  </Button>
)

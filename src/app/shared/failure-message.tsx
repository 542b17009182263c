import { Trans } from '@lingui/react/macro'
import { GatewayRefusal } from '../call.ts'
import { Button } from '../ui/button.tsx'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../ui/loading-boundary.tsx'
import { Message } from '../ui/message.tsx'

// a gateway that refuses can also serve the words for it; only no answer needs words in this script
const RefusalMessage = lazyWithRetry(() => import('./refusal-message.tsx'), 'RefusalMessage')

/** Why a call failed: no answer from the gateway, or a refusal. */
export function FailureMessage({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const again = onRetry && (
    <Button onClick={onRetry}>
      <Trans>Try again</Trans>
    </Button>
  )
  if (!(error instanceof GatewayRefusal)) {
    return (
      <Message tone="danger" alert title={<Trans>Latchkey’s own server does not answer</Trans>} action={again}>
        <p>
          <Trans>
            This says nothing about GLPI Network or your key. Check that Latchkey is still running on its server.
          </Trans>
        </p>
      </Message>
    )
  }
  return (
    <LoadingBoundary fallback={<Message tone="danger" title={<code translate="no">{error.code}</code>} />}>
      <RefusalMessage code={error.code} evidence={error.problem.evidence} action={again} />
    </LoadingBoundary>
  )
}

import { Trans } from '@lingui/react/macro'
import { Button } from './button.tsx'
import { loadMissing, useIsMissing } from './lazy-with-retry.ts'
import { Loading } from './loading.tsx'
import { Message } from './message.tsx'

/** Stands in for a part that is loading, or could not be loaded: it appears once the gateway serves it. */
export function LoadingPart() {
  if (!useIsMissing()) return <Loading />
  return (
    <Message
      tone="danger"
      alert
      title={<Trans>This part of the page could not be loaded</Trans>}
      action={
        <Button onClick={loadMissing}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      <p>
        <Trans>
          Latchkey’s server may be down, or may have been updated. Reload the page to try again. Nothing that was saved
          is lost.
        </Trans>
      </p>
    </Message>
  )
}

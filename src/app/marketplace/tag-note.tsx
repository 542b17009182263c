import { Trans } from '@lingui/react/macro'
import type { TaggedPlugins } from '#contract/marketplace.ts'
import { LazyCauseTitle } from '../shared/cause/lazy.tsx'
import { FailureMessage } from '../shared/failure-message.tsx'
import { Loading } from '../ui/loading.tsx'
import { Message } from '../ui/message.tsx'

type Props = { tagged: TaggedPlugins | undefined; error: Error | null; onRetry: () => void }

/** Why the plugins of a tag are not all there. */
export function TagNote({ tagged, error, onRetry }: Props) {
  if (error) return <FailureMessage error={error} onRetry={onRetry} />
  if (!tagged) return <Loading />
  if (tagged.complete) return null
  return (
    <Message tone="warning" title={<Trans>Not all plugins with this tag are known</Trans>}>
      {tagged.cause && (
        <p>
          <LazyCauseTitle code={tagged.cause} />
        </p>
      )}
    </Message>
  )
}

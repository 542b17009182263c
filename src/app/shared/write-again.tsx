import { Trans, useLingui } from '@lingui/react/macro'
import { IconPencil } from '@tabler/icons-react'
import { changedBy } from '../call.ts'
import { FailureMessage } from './failure-message.tsx'
import type { Registration } from '#contract/panel.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../ui/loading-boundary.tsx'
import { useWriteAgain } from './queries/registration-in-glpi.ts'
import { storedWordsOf } from './verdict/storage-words.ts'
import { Waiting } from '../ui/waiting.tsx'

const ChangedQuestion = lazyWithRetry(() => import('./changed-question.tsx'), 'ChangedQuestion')

/** Writes the stored key into GLPI again, so that it need not be pasted again. */
export function WriteAgain({ registration: { instance, revision } }: { registration: Registration }) {
  const { t, i18n } = useLingui()
  const write = useWriteAgain(instance)
  const changed = changedBy(write.error)
  const say = (registration: Registration) => {
    const stored = storedWordsOf(registration)
    if (stored) announce(t`In GLPI: ${i18n._(stored.word)}`)
  }
  return (
    <div className="lk-write-again">
      <Button
        busy={write.isPending}
        icon={<IconPencil size={18} aria-hidden="true" />}
        onClick={() => write.mutate({ revision }, { onSuccess: say })}
      >
        <Trans>Write it again</Trans>
      </Button>
      {write.isPending && (
        <Waiting atMost={60}>
          <Trans>Writing into GLPI…</Trans>
        </Waiting>
      )}
      {write.error && !changed && <FailureMessage error={write.error} />}
      <LoadingBoundary>
        {changed && (
          <ChangedQuestion
            changed={changed}
            goOn={<Trans>Write the key that is saved now</Trans>}
            isBusy={write.isPending}
            onStop={write.reset}
            onGoOn={() => write.mutate(changed, { onSuccess: say })}
          />
        )}
      </LoadingBoundary>
    </div>
  )
}

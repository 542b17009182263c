import { Trans, useLingui } from '@lingui/react/macro'
import { IconPencil } from '@tabler/icons-react'
import { FailureMessage } from '../failure-message.tsx'
import type { Registration } from '#contract/panel.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { useWriteAgain } from './queries.ts'
import { storedWordsOf } from './storage-words.ts'
import { Waiting } from './waiting.tsx'

/** Writes the key that Latchkey keeps into GLPI once more: nobody has to find it again. */
export function WriteAgain({ instance }: { instance: string }) {
  const { t, i18n } = useLingui()
  const write = useWriteAgain(instance)
  const say = (registration: Registration) => {
    const stored = storedWordsOf(registration)
    if (stored) announce(t`In GLPI: ${i18n._(stored.word)}`)
  }
  return (
    <div className="lk-write-again">
      <Button
        busy={write.isPending}
        icon={<IconPencil size={18} aria-hidden="true" />}
        onClick={() => write.mutate(undefined, { onSuccess: say })}
      >
        <Trans>Write it again</Trans>
      </Button>
      {write.isPending && (
        <Waiting atMost={60}>
          <Trans>Writing into GLPI…</Trans>
        </Waiting>
      )}
      {write.error && <FailureMessage error={write.error} />}
    </div>
  )
}

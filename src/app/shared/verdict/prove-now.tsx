import './prove-now.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconShieldCheck } from '@tabler/icons-react'
import type { Registration } from '#contract/panel.ts'
import { FailureMessage } from '../failure-message.tsx'
import { useProve } from '../queries/registration-in-glpi.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Done } from '../../ui/done.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { storedWordsOf } from './storage-words.ts'

/** Writes the same key again and reads it back: nothing else shows whether GLPI can read it today. */
export function ProveNow({ registration }: { registration: Registration }) {
  const { t, i18n } = useLingui()
  const prove = useProve(registration.instance)
  const sentenceOf = (proven: Registration): string => {
    const stored = storedWordsOf(proven)
    return stored ? t`In GLPI: ${i18n._(stored.word)}` : ''
  }
  return (
    <div className="lk-write-again">
      <Button
        busy={prove.isPending}
        icon={<IconShieldCheck size={18} aria-hidden="true" />}
        onClick={() =>
          prove.mutate({ revision: registration.revision }, { onSuccess: (proven) => announce(sentenceOf(proven)) })
        }
      >
        <Trans>Verify now</Trans>
      </Button>
      {prove.data && <Done>{sentenceOf(prove.data)}</Done>}
      <p className="text-secondary">
        <Trans>
          Writes the same key into GLPI again and reads it back. A GLPI that cannot encrypt then holds no key; Latchkey
          keeps its copy, and can write it again.
        </Trans>
      </p>
      {prove.isPending && (
        <Waiting atMost={60}>
          <Trans>Writing into GLPI…</Trans>
        </Waiting>
      )}
      {prove.error && <FailureMessage error={prove.error} />}
    </div>
  )
}

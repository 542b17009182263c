import { Trans } from '@lingui/react/macro'
import { useLocation } from 'wouter'
import type { Instance } from '#contract/panel.ts'
import { FailureMessage } from '../failure-message.tsx'
import { Button } from '../ui/button.tsx'
import { Question } from '../ui/question.tsx'
import { useRemoveInstance } from './queries.ts'

type Props = { instance: Pick<Instance, 'id' | 'name'>; onClose: () => void }

export function RemoveInstanceQuestion({ instance, onClose }: Props) {
  const [, go] = useLocation()
  const remove = useRemoveInstance()
  return (
    <Question
      title={<Trans>Remove {instance.name} from Latchkey?</Trans>}
      onCancel={onClose}
      actions={
        <>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the harmless answer, in a dialog that was just opened */}
          <Button onClick={onClose} autoFocus>
            <Trans>Keep it</Trans>
          </Button>
          <Button
            look="danger"
            busy={remove.isPending}
            onClick={() => remove.mutate(instance.id, { onSuccess: () => go('/instances') })}
          >
            <Trans>Remove the instance</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          Its key and its history are deleted from Latchkey. Nothing changes in GLPI itself, or at GLPI Network.
        </Trans>
      </p>
      {remove.error && <FailureMessage error={remove.error} />}
    </Question>
  )
}

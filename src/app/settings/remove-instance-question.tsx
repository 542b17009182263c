import { Trans } from '@lingui/react/macro'
import { useLocation } from 'wouter'
import type { InstanceSettings } from '#contract/instance-settings.ts'
import { changedBy } from '../call.ts'
import { ChangedQuestion } from '../shared/changed-question.tsx'
import { dropUnsaved } from '../shared/connection/use-instance-form.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { useRemoveInstance } from '../shared/queries/all-instances.ts'

type Props = { instance: Pick<InstanceSettings, 'id' | 'name' | 'revision'>; onClose: () => void }

export function RemoveInstanceQuestion({ instance, onClose }: Props) {
  const [, leave] = useLocation()
  const remove = useRemoveInstance()
  const changed = changedBy(remove.error)
  const go = () => {
    dropUnsaved(instance.id)
    leave('/instances')
  }
  if (changed) {
    return (
      <ChangedQuestion
        changed={changed}
        goOn={<Trans>Remove the instance anyway</Trans>}
        isBusy={remove.isPending}
        onStop={onClose}
        onGoOn={() => remove.mutate({ ...instance, revision: changed.revision }, { onSuccess: go })}
      />
    )
  }
  return (
    <ConfirmDialog
      title={<Trans>Remove {instance.name} from Latchkey?</Trans>}
      onCancel={onClose}
      safe={{ label: <Trans>Keep it</Trans>, onPress: onClose }}
      action={{
        label: <Trans>Remove the instance</Trans>,
        variant: 'danger',
        isBusy: remove.isPending,
        onPress: () => remove.mutate(instance, { onSuccess: go }),
      }}
      failure={remove.error && <FailureMessage error={remove.error} />}
    >
      <p>
        <Trans>
          Its key, its former keys and its history are deleted from Latchkey: none of them can be put back. Nothing
          changes in GLPI itself, or at GLPI Network.
        </Trans>
      </p>
    </ConfirmDialog>
  )
}

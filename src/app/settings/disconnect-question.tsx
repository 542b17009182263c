import { Trans } from '@lingui/react/macro'
import { FailureMessage } from '../shared/failure-message.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

type Props = { name: string; isBusy: boolean; error: Error | null; onCancel: () => void; onDisconnect: () => void }

export const DisconnectQuestion = ({ name, isBusy, error, onCancel, onDisconnect }: Props) => (
  <ConfirmDialog
    title={<Trans>Disconnect the GLPI of {name}?</Trans>}
    onCancel={onCancel}
    safe={{ label: <Trans>Stay connected</Trans>, onPress: onCancel }}
    action={{ label: <Trans>Disconnect</Trans>, look: 'danger', isBusy, onPress: onDisconnect }}
    failure={error && <FailureMessage error={error} />}
  >
    <p>
      <Trans>
        Latchkey forgets the way in, its passwords and its tokens. The key stays where it is, in GLPI and in Latchkey;
        whether GLPI can read it is no longer seen.
      </Trans>
    </p>
  </ConfirmDialog>
)

import { Trans } from '@lingui/react/macro'
import { FailureMessage } from '../shared/failure-message.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

type Props = { name: string; isBusy: boolean; error: Error | null; onCancel: () => void; onDisconnect: () => void }

export const DisconnectQuestion = ({ name, isBusy, error, onCancel, onDisconnect }: Props) => (
  <ConfirmDialog
    title={<Trans>Disconnect the GLPI of {name}?</Trans>}
    onCancel={onCancel}
    actions={
      <>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the harmless answer, in a dialog that was just opened */}
        <Button onClick={onCancel} autoFocus>
          <Trans>Stay connected</Trans>
        </Button>
        <Button look="danger" busy={isBusy} onClick={onDisconnect}>
          <Trans>Disconnect</Trans>
        </Button>
      </>
    }
  >
    <p>
      <Trans>
        Latchkey forgets the way in, its passwords and its tokens. The key stays where it is, in GLPI and in Latchkey;
        whether GLPI can read it is no longer seen.
      </Trans>
    </p>
    {error && <FailureMessage error={error} />}
  </ConfirmDialog>
)

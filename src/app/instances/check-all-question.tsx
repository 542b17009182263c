import { Plural, Trans } from '@lingui/react/macro'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

type Props = { count: number; onCancel: () => void; onStart: () => void }

export const CheckAllQuestion = ({ count, onCancel, onStart }: Props) => (
  <ConfirmDialog
    title={<Plural value={count} one="Check # key now?" other="Check # keys now?" />}
    onCancel={onCancel}
    actions={
      <>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the harmless answer, in a dialog that was just opened */}
        <Button onClick={onCancel} autoFocus>
          <Trans>Not now</Trans>
        </Button>
        <Button look="primary" onClick={onStart}>
          <Trans>Check them</Trans>
        </Button>
      </>
    }
  >
    <p>
      <Trans>
        GLPI Network is asked about each of them, a few at a time. That can be cancelled at any moment. Latchkey checks
        every key by itself once a day.
      </Trans>
    </p>
  </ConfirmDialog>
)

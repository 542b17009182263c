import { Plural, Trans } from '@lingui/react/macro'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

type Props = { count: number; onCancel: () => void; onStart: () => void }

export const CheckAllQuestion = ({ count, onCancel, onStart }: Props) => (
  <ConfirmDialog
    title={<Plural value={count} one="Check # key now?" other="Check # keys now?" />}
    onCancel={onCancel}
    safe={{ label: <Trans>Not now</Trans>, onPress: onCancel }}
    // it closes at once: progress and failures are shown above the list
    action={{ label: <Trans>Check them</Trans>, look: 'primary', isBusy: false, onPress: onStart }}
    failure={null}
  >
    <p>
      <Trans>
        GLPI Network is asked about each of them, a few at a time. That can be cancelled at any moment. Latchkey checks
        every key by itself once a day.
      </Trans>
    </p>
  </ConfirmDialog>
)

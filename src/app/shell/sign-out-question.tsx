import { Trans } from '@lingui/react/macro'
import { FailureMessage } from '../shared/failure-message.tsx'
import { InviteCommand } from '../shared/invite-command.tsx'
import { useSignOut } from './use-sign-out.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

export function SignOutQuestion({ onCancel }: { onCancel: () => void }) {
  const signOut = useSignOut()
  return (
    <ConfirmDialog
      title={<Trans>Sign out?</Trans>}
      safe={{ label: <Trans>Stay signed in</Trans>, onPress: onCancel }}
      action={{
        label: <Trans>Sign out</Trans>,
        variant: 'danger',
        isBusy: signOut.isPending,
        onPress: () => signOut.mutate(),
      }}
      failure={signOut.error && <FailureMessage error={signOut.error} />}
      onCancel={onCancel}
    >
      <p>
        <Trans>You need a new sign-in link to come back. It is made on the server, in Latchkey’s folder:</Trans>
      </p>
      <InviteCommand />
    </ConfirmDialog>
  )
}

import { Trans } from '@lingui/react/macro'
import { FORMER_KEY_DAYS } from '#contract/panel.ts'
import { FailureMessage } from '../../shared/failure-message.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Waiting } from '../../ui/waiting.tsx'

type Props = {
  name: string
  hasGlpi: boolean
  /** Whether the key may be what keeps the marketplace open. */
  isRunning: boolean
  isRemoving: boolean
  error: Error | null
  onCancel: () => void
  onRemove: () => void
}

export function RemoveQuestion({ name, hasGlpi, isRunning, isRemoving, error, onCancel, onRemove }: Props) {
  return (
    <ConfirmDialog
      title={<Trans>Remove the registration key of {name}?</Trans>}
      onCancel={onCancel}
      safe={{ label: <Trans>Keep the key</Trans>, onPress: onCancel }}
      action={{ label: <Trans>Remove the key</Trans>, variant: 'danger', isBusy: isRemoving, onPress: onRemove }}
      failure={error && <FailureMessage error={error} />}
    >
      {hasGlpi && (
        <p>
          <Trans>It is removed from GLPI as well as from Latchkey.</Trans>
        </p>
      )}
      {isRunning ? (
        <>
          <p>
            <Trans>This will stop working:</Trans>
          </p>
          <ul>
            <li>
              <Trans>the marketplace: plugins can neither be found nor installed through it</Trans>
            </li>
            <li>
              <Trans>updates of the plugins that came through it</Trans>
            </li>
            <li>
              <Trans>premium plugins, and access to support</Trans>
            </li>
          </ul>
        </>
      ) : (
        <p>
          <Trans>It does not keep the marketplace open as it is.</Trans>
        </p>
      )}
      <p>
        <Trans>
          Community GLPI keeps working, and installed plugins stay. The key can be put back here for {FORMER_KEY_DAYS}{' '}
          days; after that it has to be pasted again.
        </Trans>
      </p>
      {isRemoving && hasGlpi && (
        <Waiting atMost={60}>
          <Trans>Removing it from GLPI…</Trans>
        </Waiting>
      )}
    </ConfirmDialog>
  )
}

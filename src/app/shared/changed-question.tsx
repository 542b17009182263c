import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Changed } from '#contract/problem.ts'
import { FingerprintText } from './verdict/fingerprint.tsx'
import { ago } from '../ui/format.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

type Props = {
  changed: Changed
  /** The label of the button that does it anyway. */
  goOn: ReactNode
  isBusy: boolean
  onStop: () => void
  onGoOn: () => void
}

/** Asked before something is changed that somebody else has changed since it was read. */
export function ChangedQuestion({ changed, goOn, isBusy, onStop, onGoOn }: Props) {
  const { what, fingerprint } = changed
  return (
    <ConfirmDialog
      title={<Trans>This was changed in another window, or by somebody else</Trans>}
      onCancel={onStop}
      safe={{ label: <Trans>Leave it as it is now</Trans>, variant: 'primary', onPress: onStop }}
      action={{ label: goOn, variant: 'danger', isBusy, onPress: onGoOn }}
      // a refusal of this answer is the next question, and other failures are shown by who asked
      failure={null}
    >
      <p>
        <What changed={changed} /> <Trans>Nothing was done here yet.</Trans>
      </p>
      {what !== 'settings-changed' && (
        <p>
          {fingerprint === null ? (
            <Trans>No key is saved now.</Trans>
          ) : (
            <Trans>
              This key is saved now: <FingerprintText of={fingerprint} />
            </Trans>
          )}
        </p>
      )}
    </ConfirmDialog>
  )
}

function What({ changed: { what, secondsAgo } }: { changed: Changed }) {
  const { t } = useLingui()
  // no clock has a part in it: the gateway has counted
  const when = secondsAgo === null ? t`meanwhile` : ago(new Date(0).toISOString(), secondsAgo * 1000)
  switch (what) {
    case 'key-saved':
      return <Trans>A key was saved {when}.</Trans>
    case 'key-replaced':
      return <Trans>The key was replaced {when}.</Trans>
    case 'key-removed':
      return <Trans>The key was removed {when}.</Trans>
    case 'key-restored':
      return <Trans>A former key was put back {when}.</Trans>
    case 'settings-changed':
      break
  }
  return <Trans>The settings were changed {when}.</Trans>
}

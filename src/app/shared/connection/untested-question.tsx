import { Trans } from '@lingui/react/macro'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

type Props = { wasTested: boolean; onTest: () => void; onSave: () => void; onCancel: () => void }

/** Asked before a connection is saved that nothing shows to work. */
export const UntestedQuestion = ({ wasTested, onTest, onSave, onCancel }: Props) => (
  <ConfirmDialog
    title={wasTested ? <Trans>Save a connection that does not work yet?</Trans> : <Trans>Save without a test?</Trans>}
    onCancel={onCancel}
    safe={{
      label: wasTested ? <Trans>Test it again</Trans> : <Trans>Test it first</Trans>,
      variant: 'primary',
      onPress: onTest,
    }}
    // it closes at once: the form shows both
    action={{ label: <Trans>Save anyway</Trans>, isBusy: false, onPress: onSave }}
    failure={null}
  >
    <p>
      <Trans>
        Nothing shows that Latchkey can connect to this GLPI with these entries. You can save them and change them
        later. Until they work, no key is written or proven.
      </Trans>
    </p>
  </ConfirmDialog>
)

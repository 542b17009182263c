import { Trans } from '@lingui/react/macro'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

type Props = { wasTested: boolean; onTest: () => void; onSave: () => void; onCancel: () => void }

/** Asked before a connection is saved that nothing shows to work. */
export const UntestedQuestion = ({ wasTested, onTest, onSave, onCancel }: Props) => (
  <ConfirmDialog
    title={wasTested ? <Trans>Save a connection that does not work yet?</Trans> : <Trans>Save without a test?</Trans>}
    onCancel={onCancel}
    actions={
      <>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the harmless answer, in a dialog that was just opened */}
        <Button look="primary" onClick={onTest} autoFocus>
          {wasTested ? <Trans>Test it again</Trans> : <Trans>Test it first</Trans>}
        </Button>
        <Button onClick={onSave}>
          <Trans>Save all the same</Trans>
        </Button>
      </>
    }
  >
    <p>
      <Trans>
        Nothing shows that Latchkey gets into this GLPI with these entries. They can be saved and changed later; until
        they work, no key is written and none is proven.
      </Trans>
    </p>
  </ConfirmDialog>
)

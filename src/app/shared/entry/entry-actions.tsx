import { Trans } from '@lingui/react/macro'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { WhoMay } from '../who-may.tsx'
import { Button } from '../../ui/button.tsx'
import type { useKeyEntry } from './use-key-entry.ts'
import { Waiting } from '../../ui/waiting.tsx'

/** GLPI Network is waited for before a good key is replaced, and after: 3 seconds each. */
const WITHOUT_GLPI_SECONDS = 6
/** A write may take a minute besides (a console over ssh). */
const WITH_GLPI_SECONDS = 66

type Props = {
  entry: ReturnType<typeof useKeyEntry>
  canSave: boolean
  /** A button was pressed before the text could be inspected. */
  isInspecting: boolean
  onCheck: () => void
  onStop: () => void
  onCancel: (() => void) | undefined
}

/** The actions for the text in the box. They are never disabled: pressed too early, they say what is missing. */
export const EntryActions = ({ entry, canSave, isInspecting, onCheck, onStop, onCancel }: Props) => (
  <div className="lk-actions lk-actions-bar">
    <Button busy={entry.isChecking} onClick={onCheck}>
      <Trans>Check without saving</Trans>
    </Button>
    {isInspecting && (
      <output className="lk-waiting">
        <Trans>Inspecting the text first</Trans>
      </output>
    )}
    {entry.isChecking && (
      <Waiting onCancel={onStop}>
        <Trans>Waiting for GLPI Network to answer about this key</Trans>
      </Waiting>
    )}
    {entry.isSaving && (
      <Waiting atMost={entry.hasGlpi ? WITH_GLPI_SECONDS : WITHOUT_GLPI_SECONDS}>
        {entry.hasGlpi ? (
          <Trans>Writing to GLPI, reading back, and asking GLPI Network</Trans>
        ) : (
          <Trans>Saving, and waiting for GLPI Network’s first answer</Trans>
        )}
      </Waiting>
    )}
    <span className="lk-spring" />
    {onCancel && (
      <Button onClick={onCancel}>
        <Trans>Cancel</Trans>
      </Button>
    )}
    {canSave ? (
      <Button
        type="submit"
        variant="primary"
        busy={entry.isSaving}
        icon={<IconDeviceFloppy size={20} aria-hidden="true" />}
      >
        <Trans>Save</Trans>
      </Button>
    ) : (
      <WhoMay capability="changeKeys" />
    )}
  </div>
)

import { Trans } from '@lingui/react/macro'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { Button } from '../ui/button.tsx'
import type { useEntry } from './use-entry.ts'
import { Waiting } from './waiting.tsx'

type Props = {
  entry: ReturnType<typeof useEntry>
  /** Something was pressed before the text could be looked at. */
  isLooking: boolean
  onCheck: () => void
  onStop: () => void
  onCancel: (() => void) | undefined
}

/** What can be done with what is in the box. Never greyed out: pressed too early, they say what is missing. */
export const EntryActions = ({ entry: { isChecking, isSaving }, isLooking, onCheck, onStop, onCancel }: Props) => (
  <div className="lk-actions lk-actions-bar">
    <Button busy={isChecking} onClick={onCheck}>
      <Trans>Check without saving</Trans>
    </Button>
    {isLooking && (
      <output className="lk-waiting">
        <Trans>Looking at the text first</Trans>
      </output>
    )}
    {isChecking && (
      <Waiting onCancel={onStop}>
        <Trans>Waiting for GLPI Network to answer about this key</Trans>
      </Waiting>
    )}
    {isSaving && (
      <Waiting>
        <Trans>Saving, and waiting for GLPI Network’s first answer</Trans>
      </Waiting>
    )}
    <span className="lk-spring" />
    {onCancel && (
      <Button onClick={onCancel}>
        <Trans>Cancel</Trans>
      </Button>
    )}
    <Button type="submit" look="primary" busy={isSaving} icon={<IconDeviceFloppy size={20} aria-hidden="true" />}>
      <Trans>Save</Trans>
    </Button>
  </div>
)

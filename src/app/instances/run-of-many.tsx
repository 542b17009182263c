import { Trans, useLingui } from '@lingui/react/macro'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { quantity } from '../ui/format.ts'

type RunningProps = { label: string; done: number; total: number; children: ReactNode; onCancel: () => void }

/** How far work on many instances is. */
export const Running = ({ label, done, total, children, onCancel }: RunningProps) => (
  <div className="lk-progress">
    <progress aria-label={label} max={total} value={done} />
    <span className="lk-progress-words">{children}</span>
    <Button onClick={onCancel}>
      <Trans>Cancel</Trans>
    </Button>
  </div>
)

type FailedProps = {
  heading: ReactNode
  /** How many failed; of them only some are listed. */
  count: number
  listed: readonly { id: string; name: ReactNode; why: ReactNode }[]
}

/** On which instances the work failed, and why; nothing where it failed on none. */
export const FailedInstances = ({ heading, count, listed }: FailedProps) =>
  count > 0 && (
    <>
      <p>{heading}</p>
      <ul>
        {listed.map(({ id, name, why }) => (
          <li key={id}>
            {name}: {why}
          </li>
        ))}
      </ul>
      {count > listed.length && (
        <p>
          <Trans>and {quantity(count - listed.length)} more</Trans>
        </p>
      )}
    </>
  )

export function CloseButton({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  return (
    <button type="button" className="lk-icon-button" aria-label={t`Close`} title={t`Close`} onClick={onClose}>
      <IconX size={18} aria-hidden="true" />
    </button>
  )
}

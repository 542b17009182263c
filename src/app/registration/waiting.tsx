import { Trans } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { quantity } from '../ui/format.ts'
import { useElapsed } from '../ui/use-elapsed.ts'

/** Up to 15 seconds may pass: says what is waited for, and counts. Only the words are read out, not every second. */
export function Waiting({ children, onCancel }: { children: ReactNode; onCancel?: () => void }) {
  const [start] = useState(() => performance.now())
  const seconds = Math.floor(useElapsed(start, 1000) / 1000)
  return (
    <div className="lk-waiting">
      <output>{children}</output>
      {seconds > 0 && (
        <span className="text-secondary" aria-hidden="true">
          <Trans>{quantity(seconds)} s of at most 15</Trans>
        </span>
      )}
      {onCancel && (
        <Button look="link" onClick={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
      )}
    </div>
  )
}

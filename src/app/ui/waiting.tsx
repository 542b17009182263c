import { Trans } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { quantity } from './format.ts'
import { useElapsed } from './use-elapsed.ts'

type Props = { children: ReactNode; atMost?: number; onCancel?: () => void }

/** Many seconds may pass: says what is waited for, and counts. Only the words are read out, not every second. @param atMost seconds. */
export function Waiting({ children, atMost = 15, onCancel }: Props) {
  const [start] = useState(() => performance.now())
  const seconds = Math.floor(useElapsed(start, 1000) / 1000)
  return (
    <div className="lk-waiting">
      <output>{children}</output>
      {seconds > 0 && (
        <span className="text-secondary" aria-hidden="true">
          <Trans>
            {quantity(seconds)} s of at most {atMost}
          </Trans>
        </span>
      )}
      {onCancel && (
        <Button variant="link" onClick={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
      )}
    </div>
  )
}

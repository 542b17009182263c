import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type Ref } from 'react'
import { STAGE_WORDS } from '#contract/step-words.ts'
import { progressOf, type Chain } from '#contract/diagnosis-links.ts'
import { Button } from '../../ui/button.tsx'
import { quantity } from '../../ui/format.ts'
import { useElapsed } from '../../ui/use-elapsed.ts'

/** The whole may take this long, in seconds (`budgetMs` of the probe). */
const AT_MOST = 20

type Props = {
  ref?: Ref<HTMLDivElement>
  name?: string
  chains: Chain[]
  /** When it began, as `performance.now()` counts; else now. */
  since?: number | undefined
  onCancel: () => void
}

/** Which link is being tried, how many are done, and a button to cancel. */
export function ProgressBar({ ref, name, chains, since, onCancel }: Props) {
  const { t, i18n } = useLingui()
  const [mountedAt] = useState(() => performance.now())
  const seconds = Math.floor(useElapsed(since ?? mountedAt, 1000) / 1000)
  const { done, total, now } = progressOf(chains)
  const what = now ? i18n._(STAGE_WORDS[now.stage]) : t`Comparing clocks`
  const place = total > 0 ? t`${Math.min(done + 1, total)} of ${total}` : ''
  return (
    <div ref={ref} className="lk-progress">
      <progress
        aria-label={name ?? t`Diagnosis`}
        aria-valuetext={[what, place].filter(Boolean).join(', ')}
        max={Math.max(total, 1)}
        {...(total > 0 && { value: done })}
      />
      <span className="lk-progress-words">
        <strong>{what}</strong> <span className="text-secondary">{place}</span>
      </span>
      <span className="text-secondary" aria-hidden="true">
        <Trans>
          {quantity(seconds)} s of at most {AT_MOST}
        </Trans>
      </span>
      <Button onClick={onCancel}>
        <Trans>Cancel</Trans>
      </Button>
    </div>
  )
}

import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Marketplace } from '#contract/marketplace.ts'
import { countOpen } from '#domain/marketplace.ts'
import { quantity } from '../ui/format.ts'
import type { Tone } from '../ui/tone.ts'

type Props = Pick<Marketplace, 'counts' | 'plugins' | 'glpiVersion' | 'isRunning'>

/** How much of the catalogue this GLPI may have. */
export function PluginCounts({ counts, plugins, glpiVersion, isRunning }: Props) {
  const fitting = plugins.filter(({ version }) => version !== null).length
  return (
    <dl className="lk-counts lk-market-counts">
      <Count tone="neutral" number={fitting}>
        {glpiVersion === null ? <Trans>with a version</Trans> : <Trans>for GLPI {glpiVersion}</Trans>}
      </Count>
      <Count tone="success" number={countOpen(counts)}>
        {isRunning === false ? <Trans>open once your key runs</Trans> : <Trans>open with your key</Trans>}
      </Count>
      <Count tone="warning" number={counts['needs-offer']}>
        <Trans>need another offer</Trans>
      </Count>
      <Count tone="neutral" number={counts['no-version']}>
        <Trans>have no version for it</Trans>
      </Count>
    </dl>
  )
}

const Count = ({ tone, number, children }: { tone: Tone; number: number; children: ReactNode }) => (
  <div className="lk-count" data-tone={tone}>
    <dt>{children}</dt>
    <dd className="lk-count-number lk-tone-text">{quantity(number)}</dd>
  </div>
)

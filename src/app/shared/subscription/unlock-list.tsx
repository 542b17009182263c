import '../../ui/conditions.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconPuzzle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Registration } from '#contract/panel.ts'
import { LazyCauseTitle } from '../cause/lazy.tsx'
import { Badge } from '../../ui/badge.tsx'
import { LabelledRow } from '../../ui/labelled-row.tsx'
import { StatusIcon } from '../../ui/status-icon.tsx'
import { isGlpis } from '#domain/unlock.ts'
import { CONDITION_WORDS, SEEN_IN_GLPI } from './unlock-words.ts'

type Unlock = Registration['unlock']
type Condition = Unlock['conditions'][number]

type Props = { unlock: Unlock; hasGlpi: boolean; hasKey: boolean; children?: ReactNode }

/** Whether the marketplace is unlocked, and which condition decides it. */
export function UnlockList({ unlock: { open, conditions }, hasGlpi, hasKey, children }: Props) {
  const isWhole = conditions.every(({ holds }) => holds !== null)
  const unseen = conditions.filter(({ id, holds }) => holds === null && SEEN_IN_GLPI[id])
  return (
    <section aria-labelledby="marketplace">
      <header className="lk-card-head">
        <h2 id="marketplace">
          <IconPuzzle size={20} aria-hidden="true" /> <Trans>Marketplace</Trans>
        </h2>
        <Verdict open={open} isWhole={isWhole} />
      </header>
      <LabelledRow label={<Because open={open} isWhole={isWhole} />}>
        <List conditions={conditions.filter((condition) => !unseen.includes(condition))} hasKey={hasKey} />
      </LabelledRow>
      {unseen.length > 0 && (
        <LabelledRow label={<Trans>In GLPI</Trans>}>
          <p className="text-secondary">
            {hasGlpi ? <Trans>Not observed in this GLPI:</Trans> : <Trans>Unknown until a GLPI is connected:</Trans>}
          </p>
          <List conditions={unseen} hasKey={hasKey} />
        </LabelledRow>
      )}
      {children}
    </section>
  )
}

type VerdictProps = {
  open: boolean | null
  /** Every condition was observed. */
  isWhole: boolean
}

function Verdict({ open, isWhole }: VerdictProps) {
  if (open === null) {
    return (
      <Badge tone="warning">
        <Trans>Not known</Trans>
      </Badge>
    )
  }
  return <Badge tone={open ? 'success' : 'neutral'}>{wordOf(open, isWhole)}</Badge>
}

function wordOf(open: boolean, isWhole: boolean) {
  if (!open) return <Trans>Closed</Trans>
  return isWhole ? <Trans>Open</Trans> : <Trans>Open, as far as seen</Trans>
}

function Because({ open, isWhole }: VerdictProps) {
  if (open === null) return <Trans>Not known because</Trans>
  if (!open) return <Trans>Closed because</Trans>
  return isWhole ? <Trans>Open because</Trans> : <Trans>Open, as far as was observed, because</Trans>
}

const List = ({ conditions, hasKey }: { conditions: Condition[]; hasKey: boolean }) => (
  <ul className="lk-conditions">
    {conditions.map((condition) => (
      <ConditionItem key={condition.id} {...condition} hasKey={hasKey} />
    ))}
  </ul>
)

function ConditionItem({ id, holds, cause, hasKey }: Condition & { hasKey: boolean }) {
  const { i18n } = useLingui()
  const words = CONDITION_WORDS[id]
  return (
    <li>
      <StatusIcon tone={holds === null ? 'neutral' : holds ? 'success' : isGlpis(id) ? 'danger' : 'warning'} />
      <div>
        {i18n._(holds === null ? words.unknown : holds ? words.holds : words.fails)}
        <div className="text-secondary">
          {/* with one saved here, the box is not above: it can be written again */}
          {holds === false && id === 'key-present' && !hasKey && (
            <p>
              <Trans>Paste one above; a free registration is enough.</Trans>
            </p>
          )}
          {cause && <LazyCauseTitle code={cause} />}
        </div>
      </div>
    </li>
  )
}

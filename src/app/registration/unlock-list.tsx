import { Trans, useLingui } from '@lingui/react/macro'
import { IconPuzzle } from '@tabler/icons-react'
import type { Registration } from '#contract/panel.ts'
import { CauseTitle } from '../causes/lazy.tsx'
import { Badge } from '../ui/badge.tsx'
import { Row } from '../ui/row.tsx'
import { StatusIcon } from '../ui/status-icon.tsx'
import { CONDITION_WORDS, SEEN_IN_GLPI } from './unlock-words.ts'

type Unlock = Registration['unlock']
type Condition = Unlock['conditions'][number]

type Props = { unlock: Unlock; hasGlpi: boolean }

/** Whether the marketplace is unlocked, and which condition decides it. */
export function UnlockList({ unlock: { open, conditions }, hasGlpi }: Props) {
  const unseen = conditions.filter(({ id, holds }) => holds === null && SEEN_IN_GLPI[id])
  return (
    <section aria-labelledby="marketplace">
      <header className="lk-card-head">
        <h2 id="marketplace">
          <IconPuzzle size={20} aria-hidden="true" /> <Trans>Marketplace</Trans>
        </h2>
        <Verdict open={open} />
      </header>
      <Row label={<Because open={open} />}>
        <List conditions={conditions.filter((condition) => !unseen.includes(condition))} />
      </Row>
      {unseen.length > 0 && (
        <Row label={<Trans>In GLPI</Trans>}>
          <p className="text-secondary">
            {hasGlpi ? (
              <Trans>It cannot be seen by the ways into this GLPI:</Trans>
            ) : (
              <Trans>No GLPI is connected. It cannot be seen from here:</Trans>
            )}
          </p>
          <List conditions={unseen} />
        </Row>
      )}
    </section>
  )
}

function Verdict({ open }: { open: boolean | null }) {
  if (open === null) {
    return (
      <Badge tone="warning">
        <Trans>Not known</Trans>
      </Badge>
    )
  }
  return <Badge tone={open ? 'success' : 'neutral'}>{open ? <Trans>Open</Trans> : <Trans>Closed</Trans>}</Badge>
}

function Because({ open }: { open: boolean | null }) {
  if (open === null) return <Trans>Not known because</Trans>
  return open ? <Trans>Open because</Trans> : <Trans>Closed because</Trans>
}

const List = ({ conditions }: { conditions: Condition[] }) => (
  <ul className="lk-conditions">
    {conditions.map((condition) => (
      <ConditionItem key={condition.id} {...condition} />
    ))}
  </ul>
)

function ConditionItem({ id, holds, cause }: Condition) {
  const { i18n } = useLingui()
  const words = CONDITION_WORDS[id]
  return (
    <li>
      <StatusIcon tone={holds === null ? 'neutral' : holds ? 'success' : 'danger'} />
      <div>
        {i18n._(holds === null ? words.unknown : holds ? words.holds : words.fails)}
        <div className="text-secondary">
          {holds === false && id === 'key-present' && <Trans>Paste one above; a free registration is enough.</Trans>}
          {cause && <CauseTitle code={cause} />}
        </div>
      </div>
    </li>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { IconPuzzle } from '@tabler/icons-react'
import type { Registration } from '#contract/panel.ts'
import { CauseTitle } from '../causes/lazy.tsx'
import { Badge } from '../ui/badge.tsx'
import { Row } from '../ui/row.tsx'
import { StatusIcon } from '../ui/status-icon.tsx'
import { CONDITION_WORDS } from './unlock-words.ts'

type Unlock = Registration['unlock']

/** Whether the marketplace is unlocked, and which condition decides it. */
export function UnlockList({ unlock: { open, conditions } }: { unlock: Unlock }) {
  return (
    <section aria-labelledby="marketplace">
      <header className="lk-card-head">
        <h2 id="marketplace">
          <IconPuzzle size={20} aria-hidden="true" /> <Trans>Marketplace</Trans>
        </h2>
        {open === true && (
          <Badge tone="success">
            <Trans>Open</Trans>
          </Badge>
        )}
        {open === false && (
          <Badge tone="neutral">
            <Trans>Closed</Trans>
          </Badge>
        )}
        {open === null && (
          <Badge tone="warning">
            <Trans>Not known</Trans>
          </Badge>
        )}
      </header>
      <Row label={<Because open={open} />}>
        <ul className="lk-conditions">
          {conditions.map((condition) => (
            <Condition key={condition.id} {...condition} />
          ))}
        </ul>
      </Row>
    </section>
  )
}

function Because({ open }: { open: boolean | null }) {
  if (open === null) return <Trans>Not known because</Trans>
  return open ? <Trans>Open because</Trans> : <Trans>Closed because</Trans>
}

function Condition({ id, holds, cause }: Unlock['conditions'][number]) {
  const { i18n } = useLingui()
  const words = CONDITION_WORDS[id]
  return (
    <li>
      <StatusIcon tone={holds === null ? 'neutral' : holds ? 'success' : 'danger'} />
      <div>
        {i18n._(holds === null ? words.unknown : holds ? words.holds : words.fails)}
        <div className="text-secondary">
          {holds === null && i18n._(words.unseen)}
          {holds === false && id === 'key-present' && <Trans>Paste one above; a free registration is enough.</Trans>}
          {cause && <CauseTitle code={cause} />}
        </div>
      </div>
    </li>
  )
}

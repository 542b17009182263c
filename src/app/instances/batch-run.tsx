import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { IconX } from '@tabler/icons-react'
import { GatewayRefusal } from '../call.ts'
import { LazyCauseTitle } from '../shared/cause/lazy.tsx'
import { Button } from '../ui/button.tsx'
import { quantity } from '../ui/format.ts'
import { Message } from '../ui/message.tsx'
import type { Batch, BatchFailure } from './use-batch.ts'

const MOST_LISTED = 20

type Props = { batch: Batch; onCancel: () => void; onClose: () => void }

/** How far it is, and at its end what was not done, and why. */
export function BatchRun({ batch, onCancel, onClose }: Props) {
  const { t } = useLingui()
  const { total, done, failed, phase } = batch
  if (phase === 'running') {
    return (
      <div className="lk-progress">
        <progress aria-label={t`Progress`} max={total} value={done} />
        <span className="lk-progress-words">
          <Trans>
            {quantity(done)} of {quantity(total)} done
          </Trans>
        </span>
        <Button onClick={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    )
  }
  return (
    <Message
      alert
      tone={failed.length > 0 ? 'warning' : phase === 'cancelled' ? 'neutral' : 'success'}
      title={<Title batch={batch} />}
      action={
        <button type="button" className="lk-icon-button" aria-label={t`Close`} title={t`Close`} onClick={onClose}>
          <IconX size={18} aria-hidden="true" />
        </button>
      }
    >
      {failed.length > 0 && (
        <>
          <p>
            <Plural value={failed.length} one="# failed:" other="# failed:" />
          </p>
          <ul>
            {failed.slice(0, MOST_LISTED).map(({ item, why }) => (
              <li key={item.id}>
                {item.name}: <Why why={why} />
              </li>
            ))}
          </ul>
          {failed.length > MOST_LISTED && (
            <p>
              <Trans>and {quantity(failed.length - MOST_LISTED)} more</Trans>
            </p>
          )}
        </>
      )}
    </Message>
  )
}

function Title({ batch: { kind, phase, done, total, failed } }: { batch: Batch }) {
  const well = quantity(done - failed.length)
  const all = quantity(total)
  if (phase === 'cancelled') {
    return (
      <Trans>
        Cancelled after {quantity(done)} of {all}
      </Trans>
    )
  }
  if (kind === 'remove') {
    return (
      <Trans>
        Removed {well} of {all}
      </Trans>
    )
  }
  if (kind === 'add') {
    return (
      <Trans>
        Added {well} of {all}
      </Trans>
    )
  }
  return (
    <Trans>
      Checked {well} of {all}
    </Trans>
  )
}

function Why({ why }: Pick<BatchFailure, 'why'>) {
  if (why instanceof GatewayRefusal) return <code translate="no">{why.code}</code>
  if (why instanceof Error) return <Trans>Latchkey’s own server does not answer</Trans>
  return why === null ? <Trans>No answer</Trans> : <LazyCauseTitle code={why} />
}

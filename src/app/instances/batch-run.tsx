import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { GatewayRefusal } from '../call.ts'
import { LazyCauseTitle } from '../shared/cause/lazy.tsx'
import { quantity } from '../ui/format.ts'
import { Message } from '../ui/message.tsx'
import { CloseButton, FailedInstances, Running } from './run-of-many.tsx'
import type { Batch, BatchFailure } from './use-batch.ts'

const MOST_LISTED = 20

type Props = { batch: Batch; onCancel: () => void; onClose: () => void }

/** How far it is, and at its end what was not done, and why. */
export function BatchRun({ batch, onCancel, onClose }: Props) {
  const { t } = useLingui()
  const { total, done, failed, phase } = batch
  if (phase === 'running') {
    return (
      <Running label={t`Progress`} done={done} total={total} onCancel={onCancel}>
        <Trans>
          {quantity(done)} of {quantity(total)} done
        </Trans>
      </Running>
    )
  }
  return (
    <Message
      alert
      tone={failed.length > 0 ? 'warning' : phase === 'cancelled' ? 'neutral' : 'success'}
      title={<Title batch={batch} />}
      action={<CloseButton onClose={onClose} />}
    >
      <FailedInstances
        heading={<Plural value={failed.length} one="# failed:" other="# failed:" />}
        count={failed.length}
        listed={failed
          .slice(0, MOST_LISTED)
          .map(({ item: { id, name }, why }) => ({ id, name, why: <Why why={why} /> }))}
      />
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

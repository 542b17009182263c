import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { IconX } from '@tabler/icons-react'
import { Link } from 'wouter'
import { GatewayRefusal } from '../call.ts'
import { LazyCauseTitle } from '../shared/cause/lazy.tsx'
import { registrationPath } from '../shared/paths.ts'
import { Button } from '../ui/button.tsx'
import { quantity } from '../ui/format.ts'
import { Message } from '../ui/message.tsx'
import type { CheckRun, NotChecked } from './use-check-all.ts'

const MOST_LISTED = 20

type Props = { run: CheckRun; onCancel: () => void; onClose: () => void }

/** How far a check of many is, and at its end which were not checked, and why. */
export function CheckAllRun({ run, onCancel, onClose }: Props) {
  const { t } = useLingui()
  const { total, done, failed, phase } = run
  if (phase === 'running') {
    return (
      <div className="lk-progress">
        <progress aria-label={t`Checking`} max={total} value={done} />
        <span className="lk-progress-words">
          <Trans>
            {quantity(done)} of {quantity(total)} checked
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
      tone={failed.length > 0 ? 'warning' : phase === 'cancelled' || total === 0 ? 'neutral' : 'success'}
      title={<Title run={run} />}
      action={
        <button type="button" className="lk-icon-button" aria-label={t`Close`} title={t`Close`} onClick={onClose}>
          <IconX size={18} aria-hidden="true" />
        </button>
      }
    >
      {failed.length > 0 && (
        <>
          <p>
            <Plural value={failed.length} one="# got no answer:" other="# got no answer:" />
          </p>
          <ul>
            {failed.slice(0, MOST_LISTED).map((entry) => (
              <li key={entry.instance.id}>
                <Link href={registrationPath(entry.instance.id)}>{entry.instance.name}</Link>: <Why {...entry} />
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

function Title({ run: { phase, done, total, failed } }: { run: CheckRun }) {
  if (total === 0) return <Trans>None of these instances has a key to check.</Trans>
  if (phase === 'cancelled') {
    return (
      <Trans>
        Cancelled after {quantity(done)} of {quantity(total)}
      </Trans>
    )
  }
  return (
    <Trans>
      Checked {quantity(done - failed.length)} of {quantity(total)}
    </Trans>
  )
}

function Why({ why }: NotChecked) {
  if (why instanceof GatewayRefusal) return <code translate="no">{why.code}</code>
  if (why instanceof Error) return <Trans>Latchkey’s own server does not answer</Trans>
  return why.vendor.cause ? <LazyCauseTitle code={why.vendor.cause} /> : <Trans>No answer</Trans>
}

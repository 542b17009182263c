import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import type { CheckAllRun } from '#contract/check-all.ts'
import { CAUSE_CODES, type CauseCode } from '#domain/cause-codes.ts'
import { LazyCauseTitle } from '../shared/cause/lazy.tsx'
import { registrationPath } from '../shared/paths.ts'
import { Button } from '../ui/button.tsx'
import { quantity } from '../ui/format.ts'
import { Message } from '../ui/message.tsx'
import { CloseButton, FailedInstances, Running } from './run-of-many.tsx'

type Props = { run: CheckAllRun; onCancel: () => void; onResume: () => void; onClose: () => void }

/** How far a check of many is, and at its end which were not checked, and why. */
export function CheckAllProgressView({ run, onCancel, onResume, onClose }: Props) {
  const { t } = useLingui()
  const { total, done, failed, failures, phase } = run
  if (phase === 'running') {
    return (
      <Running label={t`Checking`} done={done} total={total} onCancel={onCancel}>
        <Trans>
          {quantity(done)} of {quantity(total)} checked
        </Trans>
      </Running>
    )
  }
  const isOver = phase === 'ended'
  return (
    <Message
      tone={failed > 0 || phase === 'stopped' ? 'warning' : isOver ? 'success' : 'neutral'}
      title={<Title run={run} />}
      action={<CloseButton onClose={onClose} />}
    >
      <FailedInstances
        heading={<Plural value={failed} one="# got no answer:" other="# got no answer:" />}
        count={failed}
        listed={failures.map(({ id, name, why }) => ({
          id,
          name: <Link href={registrationPath(id)}>{name}</Link>,
          why: <Why why={why} />,
        }))}
      />
      {!isOver && (
        <p>
          <Button onClick={onResume}>
            <Trans>Go on</Trans>
          </Button>
        </p>
      )}
    </Message>
  )
}

export const NothingToCheck = ({ onClose }: { onClose: () => void }) => (
  <Message
    tone="neutral"
    title={<Trans>None of these instances has a key to check.</Trans>}
    action={<CloseButton onClose={onClose} />}
  />
)

function Title({ run: { phase, done, total, failed } }: { run: CheckAllRun }) {
  if (phase === 'stopped') {
    return (
      <Trans>
        Stopped at {quantity(done)} of {quantity(total)}
      </Trans>
    )
  }
  if (phase === 'cancelled') {
    return (
      <Trans>
        Cancelled after {quantity(done)} of {quantity(total)}
      </Trans>
    )
  }
  return (
    <Trans>
      Checked {quantity(done - failed)} of {quantity(total)}
    </Trans>
  )
}

const CAUSES = new Set<string>(CAUSE_CODES)
const isCause = (code: string): code is CauseCode => CAUSES.has(code)

function Why({ why }: Pick<CheckAllRun['failures'][number], 'why'>) {
  if (why === null) return <Trans>No answer</Trans>
  return isCause(why) ? <LazyCauseTitle code={why} /> : <code translate="no">{why}</code>
}

import { Trans, useLingui, Plural } from '@lingui/react/macro'
import { IconRefresh } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import type { Instance } from '#contract/panel.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { CheckAllRun } from './check-all-run.tsx'
import { useCheckAll } from './use-check-all.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

/** From this many on it is asked first: GLPI Network gets a request for each. */
const MANY = 100

type Props = {
  shown: readonly Instance[]
  /** Places the button; the progress is shown below it. */
  children: (button: ReactNode) => ReactNode
}

/** Asks GLPI Network about the key of every instance that is shown and has one. */
export function CheckAll({ shown, children }: Props) {
  const { t } = useLingui()
  const button = useRef<HTMLButtonElement>(null)
  const [isAsking, setAsking] = useState(false)
  const check = useCheckAll(({ phase, done, total, failed }) => {
    // the button to cancel goes, and the focus must not go with it
    button.current?.focus()
    if (total === 0) announce(t`None of these instances has a key to check.`)
    else if (phase === 'cancelled') announce(t`Cancelled after ${done} of ${total}.`)
    else announce(t`Checked ${done - failed.length} of ${total} instances.`)
  })
  const withKey = shown.filter(({ state }) => state !== 'none' && state !== 'managed')
  const isRunning = check.run?.phase === 'running'

  function start() {
    setAsking(false)
    announce(t`Checking ${withKey.length} instances.`)
    void check.start(withKey)
  }

  return (
    <>
      {children(
        <Button
          ref={button}
          busy={isRunning}
          icon={<IconRefresh size={18} aria-hidden="true" />}
          onClick={() => {
            if (withKey.length < MANY) start()
            else setAsking(true)
          }}
        >
          <Trans>Check all</Trans>
        </Button>,
      )}
      {check.run && <CheckAllRun run={check.run} onCancel={check.cancel} onClose={check.forget} />}
      {isAsking && <CheckAllQuestion count={withKey.length} onCancel={() => setAsking(false)} onStart={start} />}
    </>
  )
}

type CheckAllQuestionProps = { count: number; onCancel: () => void; onStart: () => void }

const CheckAllQuestion = ({ count, onCancel, onStart }: CheckAllQuestionProps) => (
  <ConfirmDialog
    title={<Plural value={count} one="Check # key now?" other="Check # keys now?" />}
    onCancel={onCancel}
    safe={{ label: <Trans>Not now</Trans>, onPress: onCancel }}
    // it closes at once: progress and failures are shown above the list
    action={{ label: <Trans>Check them</Trans>, variant: 'primary', isBusy: false, onPress: onStart }}
    failure={null}
  >
    <p>
      <Trans>
        Latchkey asks GLPI Network about each key, a few at a time. You can cancel at any time. Latchkey also checks
        every key once a day.
      </Trans>
    </p>
  </ConfirmDialog>
)

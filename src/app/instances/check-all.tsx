import { plural } from '@lingui/core/macro'
import { Trans, useLingui, Plural } from '@lingui/react/macro'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react'
import type { CheckAllRun } from '#contract/check-all.ts'
import type { Instance } from '#contract/panel.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { checkAllQuery, useCheckAllChange } from '../shared/queries/check-all.ts'
import { useMay } from '../shared/queries/session.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { CheckAllProgressView, NothingToCheck } from './check-all-run.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

/** From this many on it is asked first: GLPI Network gets a request for each. */
const MANY = 100

const checkedWords = (done: number, total: number): string =>
  plural(total, { one: `Checked ${done} of # instance.`, other: `Checked ${done} of # instances.` })

type Props = {
  shown: readonly Instance[]
  /** Places the button; the progress is shown below it. */
  children: (button: ReactNode) => ReactNode
}

/** Has GLPI Network asked about the key of every instance that is shown and has one. The gateway does it, whatever page is open. */
export function CheckAll({ shown, children }: Props) {
  const { t } = useLingui()
  const mayCheck = useMay('changeKeys')
  const button = useRef<HTMLButtonElement>(null)
  const [isAsking, setAsking] = useState(false)
  const [isNothing, setNothing] = useState(false)
  const { data: run = null } = useQuery(checkAllQuery)
  const change = useCheckAllChange()
  const isRunning = run?.phase === 'running'
  const failure = change.start.error ?? change.resume.error ?? change.cancel.error ?? change.forget.error
  useEnd(run, ({ phase, done, total, failed }) => {
    // the button to cancel goes, and the focus must not go with it
    button.current?.focus()
    if (phase === 'cancelled') announce(t`Cancelled after ${done} of ${total}.`)
    else if (phase === 'ended') announce(checkedWords(done - failed, total))
  })
  const withKey = useMemo(() => shown.filter(({ state }) => state !== 'none' && state !== 'managed'), [shown])

  function start() {
    setAsking(false)
    setNothing(withKey.length === 0)
    if (withKey.length === 0) return announce(t`None of these instances has a key to check.`)
    announce(plural(withKey.length, { one: 'Checking # instance.', other: 'Checking # instances.' }))
    return change.start.mutate(withKey.map(({ id }) => id))
  }

  return (
    <>
      {children(
        mayCheck && (
          <Button
            ref={button}
            busy={isRunning || change.start.isPending}
            icon={<IconRefresh size={18} aria-hidden="true" />}
            onClick={() => {
              if (withKey.length < MANY) start()
              else setAsking(true)
            }}
          >
            <Trans>Check all</Trans>
          </Button>
        ),
      )}
      {failure && <FailureMessage error={failure} />}
      {isNothing && !isRunning && <NothingToCheck onClose={() => setNothing(false)} />}
      {run && !isNothing && (
        <CheckAllProgressView
          run={run}
          onCancel={() => change.cancel.mutate()}
          onResume={() => change.resume.mutate()}
          onClose={() => {
            button.current?.focus()
            change.forget.mutate()
          }}
        />
      )}
      {isAsking && <CheckAllQuestion count={withKey.length} onCancel={() => setAsking(false)} onStart={start} />}
    </>
  )
}

/** Calls back when a run that was seen running has come to its end. */
function useEnd(run: CheckAllRun | null, onEnd: (run: CheckAllRun) => void) {
  const before = useRef<number | null>(null)
  const end = useEffectEvent(onEnd)
  useEffect(() => {
    if (run !== null && run.phase !== 'running' && before.current === run.id) end(run)
    before.current = run?.phase === 'running' ? run.id : null
  }, [run])
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

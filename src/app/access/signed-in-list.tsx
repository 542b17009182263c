import { Plural, Trans } from '@lingui/react/macro'
import { IconLogout } from '@tabler/icons-react'
import { useState } from 'react'
import type { PersonSession } from '#contract/people.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { useGatewayNow } from '../shared/gateway-now.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { useEndOthers } from './queries.ts'
import { SessionItem } from './session-item.tsx'
import { useListFocus } from './use-list-focus.ts'

/** The people who are signed in. The person who opened the page comes first. */
export function SignedInList({ sessions }: { sessions: readonly PersonSession[] }) {
  const now = useGatewayNow()
  const list = useListFocus<HTMLUListElement>(sessions.length)
  const others = sessions.filter(({ isOwn }) => !isOwn)
  const ordered = [...sessions.filter(({ isOwn }) => isOwn), ...others.toReversed()]
  return (
    <>
      <ul ref={list} tabIndex={-1} className="lk-access-list">
        {ordered.map((session) => (
          <li key={session.number}>
            <SessionItem session={session} now={now} />
          </li>
        ))}
      </ul>
      {others.length > 0 && <EndOthers count={others.length} />}
    </>
  )
}

function EndOthers({ count }: { count: number }) {
  const [isAsking, setAsking] = useState(false)
  const end = useEndOthers()
  const close = () => {
    setAsking(false)
    end.reset()
  }
  return (
    <div className="lk-actions lk-actions-bar">
      <span className="lk-spring" />
      <Button variant="danger" icon={<IconLogout size={20} aria-hidden="true" />} onClick={() => setAsking(true)}>
        <Trans>End all others…</Trans>
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={<Plural value={count} one="End # other session?" other="End # other sessions?" />}
          onCancel={close}
          safe={{ label: <Trans>Leave them</Trans>, onPress: close }}
          action={{
            label: <Trans>End all others</Trans>,
            variant: 'danger',
            isBusy: end.isPending,
            onPress: () => end.mutate(undefined),
          }}
          failure={end.error && <FailureMessage error={end.error} />}
        >
          <p>
            <Trans>
              Their pages say so at once. Each of them needs a new link to sign in again. Your own session goes on.
            </Trans>
          </p>
        </ConfirmDialog>
      )}
    </div>
  )
}

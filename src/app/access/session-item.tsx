import '../ui/choices.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconLogout } from '@tabler/icons-react'
import { useState } from 'react'
import type { PersonSession } from '#contract/people.ts'
import { ROLES, type Role } from '#contract/roles.ts'
import { ORIGIN_WORDS } from '../shared/origin-words.tsx'
import { FailureMessage } from '../shared/failure-message.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ago, ahead } from '../ui/format.ts'
import { Time } from '../ui/time.tsx'
import { useChangeRole, useEndSession } from './queries.ts'
import { ROLE_WORDS } from '../shared/role-words.ts'

type Props = {
  session: PersonSession
  /** By the gateway's clock. */
  now: number
}

/** One session: whose it is, where it is open, and when it was used last. */
export function SessionItem({ session, now }: Props) {
  const { t, i18n } = useLingui()
  const { number, role, isOwn, openedAt, usedAt, endsAt } = session
  const name = session.name ?? t`Sign-in ${number}`
  const device = useDeviceWords(session)
  const [wanted, setWanted] = useState<Role | null>(null)
  const [isEnding, setEnding] = useState(false)
  const changeRole = useChangeRole(number)
  return (
    <article aria-label={name}>
      <div>
        <h2>
          <span translate={session.name === null ? undefined : 'no'}>{name}</span>
          <Badge tone={role === 'admin' ? 'info' : 'neutral'}>{i18n._(ROLE_WORDS[role].name)}</Badge>
          {isOwn && (
            <Badge tone="success">
              <Trans>you</Trans>
            </Badge>
          )}
        </h2>
        <p>
          {device} · {ORIGIN_WORDS[session.origin]}
        </p>
        <p className="text-secondary">
          <Trans>
            used <Time at={usedAt}>{ago(usedAt, now)}</Time>, signed in <Time at={openedAt}>{ago(openedAt, now)}</Time>,
            ends <Time at={endsAt}>{ahead(endsAt, now)}</Time>
          </Trans>
        </p>
        {changeRole.error && <FailureMessage error={changeRole.error} />}
      </div>
      {!isOwn && (
        <div className="lk-access-tools">
          <select
            className="form-select"
            aria-label={t`Role of ${name}`}
            value={wanted ?? role}
            disabled={changeRole.isPending}
            onChange={({ target }) => {
              const chosen = ROLES.find((one) => one === target.value)
              if (chosen && chosen !== role) setWanted(chosen)
            }}
          >
            {ROLES.map((one) => (
              <option key={one} value={one}>
                {i18n._(ROLE_WORDS[one].name)}
              </option>
            ))}
          </select>
          <Button
            variant="danger"
            icon={<IconLogout size={20} aria-hidden="true" />}
            aria-label={t`End the session of ${name}`}
            onClick={() => setEnding(true)}
          >
            <Trans>End…</Trans>
          </Button>
        </div>
      )}
      {wanted && (
        <RoleQuestion
          name={name}
          role={wanted}
          isBusy={changeRole.isPending}
          onCancel={() => setWanted(null)}
          onChange={() => changeRole.mutate(wanted, { onSettled: () => setWanted(null) })}
        />
      )}
      {isEnding && <EndQuestion number={number} name={name} onCancel={() => setEnding(false)} />}
    </article>
  )
}

/** As its browser names itself. */
function useDeviceWords({ browser, system }: PersonSession): string {
  const { t } = useLingui()
  if (browser !== null && system !== null) return t`${browser} on ${system}`
  return browser ?? system ?? t`Unknown device`
}

type RoleQuestionProps = { name: string; role: Role; isBusy: boolean; onCancel: () => void; onChange: () => void }

function RoleQuestion({ name, role, isBusy, onCancel, onChange }: RoleQuestionProps) {
  const { i18n } = useLingui()
  const roleName = i18n._(ROLE_WORDS[role].name)
  return (
    <ConfirmDialog
      title={
        <Trans>
          Give {name} the role “{roleName}”?
        </Trans>
      }
      onCancel={onCancel}
      safe={{ label: <Trans>Leave it as it is</Trans>, onPress: onCancel }}
      action={{ label: <Trans>Change the role</Trans>, variant: 'primary', isBusy, onPress: onChange }}
      failure={null}
    >
      <p>{i18n._(ROLE_WORDS[role].means)}</p>
      <p>
        <Trans>It counts for this session, at once.</Trans>
      </p>
    </ConfirmDialog>
  )
}

type EndQuestionProps = { number: number; name: string; onCancel: () => void }

function EndQuestion({ number, name, onCancel }: EndQuestionProps) {
  const end = useEndSession(number)
  return (
    <ConfirmDialog
      title={<Trans>End the session of {name}?</Trans>}
      onCancel={onCancel}
      safe={{ label: <Trans>Leave it</Trans>, onPress: onCancel }}
      action={{
        label: <Trans>End the session</Trans>,
        variant: 'danger',
        isBusy: end.isPending,
        onPress: () => end.mutate(undefined),
      }}
      failure={end.error && <FailureMessage error={end.error} />}
    >
      <p>
        <Trans>Its page says so at once. What was typed there and not saved is not sent.</Trans>
      </p>
    </ConfirmDialog>
  )
}

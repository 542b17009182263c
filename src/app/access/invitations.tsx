import { Trans, useLingui } from '@lingui/react/macro'
import { IconMail, IconTrash } from '@tabler/icons-react'
import type { Invitation } from '#contract/people.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { useGatewayNow } from '../shared/gateway-now.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ahead } from '../ui/format.ts'
import { Time } from '../ui/time.tsx'
import { useWithdraw } from './queries.ts'
import { ROLE_WORDS } from '../shared/role-words.ts'
import { useListFocus } from './use-list-focus.ts'

/** Links that were made and not opened yet. */
export function Invitations({ invitations }: { invitations: readonly Invitation[] }) {
  const list = useListFocus<HTMLUListElement>(invitations.length)
  return (
    <section className="lk-card" aria-labelledby="invitations">
      <header className="lk-card-head">
        <h2 id="invitations">
          <IconMail size={20} aria-hidden="true" /> <Trans>Open invitations</Trans>
        </h2>
      </header>
      <ul ref={list} tabIndex={-1} className="lk-access-list">
        {invitations.map((invitation) => (
          <li key={invitation.number}>
            <InvitationItem invitation={invitation} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function InvitationItem({ invitation }: { invitation: Invitation }) {
  const { t, i18n } = useLingui()
  const now = useGatewayNow()
  const { number, role, isFromStart, expiresAt } = invitation
  const withdraw = useWithdraw(number)
  const name = invitation.name ?? (isFromStart ? t`Link that the server printed` : t`Invitation ${number}`)
  return (
    <article aria-label={name}>
      <div>
        <h3>
          <span translate={invitation.name === null ? undefined : 'no'}>{name}</span>
          <Badge tone={role === 'admin' ? 'info' : 'neutral'}>{i18n._(ROLE_WORDS[role].name)}</Badge>
        </h3>
        <p className="text-secondary">
          <Trans>
            not opened yet, ends <Time at={expiresAt}>{ahead(expiresAt, now)}</Time>
          </Trans>
        </p>
        {withdraw.error && <FailureMessage error={withdraw.error} />}
      </div>
      <div className="lk-access-tools">
        <Button
          busy={withdraw.isPending}
          icon={<IconTrash size={20} aria-hidden="true" />}
          aria-label={t`Withdraw: ${name}`}
          onClick={() => withdraw.mutate(undefined)}
        >
          <Trans>Withdraw</Trans>
        </Button>
      </div>
    </article>
  )
}

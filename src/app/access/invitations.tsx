import { Trans, useLingui } from '@lingui/react/macro'
import { IconMail, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import type { Invitation } from '#contract/people.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { useGatewayNow } from '../shared/gateway-now.ts'
import { announce } from '../ui/announcer.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ahead } from '../ui/format.ts'
import { Time } from '../ui/time.tsx'
import { useWithdraw } from './queries.ts'
import { ROLE_WORDS } from './role-words.ts'

/** Links that were made and not opened yet. */
export function Invitations({ invitations }: { invitations: readonly Invitation[] }) {
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <section className="lk-card" aria-labelledby="invitations">
      <header className="lk-card-head">
        <h2 id="invitations" ref={heading} tabIndex={-1}>
          <IconMail size={20} aria-hidden="true" /> <Trans>Open invitations</Trans>
        </h2>
      </header>
      <ul className="lk-access-list">
        {invitations.map((invitation) => (
          <li key={invitation.number}>
            <InvitationItem invitation={invitation} onWithdrawn={() => heading.current?.focus()} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function InvitationItem({ invitation, onWithdrawn }: { invitation: Invitation; onWithdrawn: () => void }) {
  const { t, i18n } = useLingui()
  const now = useGatewayNow()
  const { number, role, isFromStart, expiresAt } = invitation
  const withdraw = useWithdraw(number)
  const name = invitation.name ?? (isFromStart ? t`Link of the first start` : t`Invitation ${number}`)
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
          onClick={() =>
            withdraw.mutate(undefined, {
              onSuccess: () => {
                announce(t`Withdrawn: the link opens nothing any more.`)
                onWithdrawn()
              },
            })
          }
        >
          <Trans>Withdraw</Trans>
        </Button>
      </div>
    </article>
  )
}

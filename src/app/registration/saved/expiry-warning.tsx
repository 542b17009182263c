import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Registration } from '#contract/panel.ts'
import { dayLimitsOf, isWarningDue } from '#domain/expiry.ts'
import { day } from '../../ui/format.ts'
import { Message } from '../../ui/message.tsx'
import { dismiss, dismissedRung } from './dismissals.ts'

/** The warning of the rung that is due. Dismissed, it comes back at the next one; what has ended says so in another place. */
export function ExpiryWarning({ registration }: { registration: Registration }) {
  const { t } = useLingui()
  const [, redraw] = useState(0)
  const { expiry, state } = registration
  if (expiry === null || expiry.rung === 'ended' || state === 'ended' || state === 'not-started') return null
  if (!isWarningDue(expiry, dismissedRung(registration))) return null
  const title =
    expiry.daysLeft < 1 ? (
      <Trans>The subscription ends today</Trans>
    ) : (
      <Plural value={expiry.daysLeft} one="The subscription ends in # day" other="The subscription ends in # days" />
    )
  return (
    <Message
      tone={expiry.daysLeft <= dayLimitsOf(expiry).criticalDays ? 'danger' : 'warning'}
      title={title}
      action={
        <button
          type="button"
          className="lk-icon-button"
          aria-label={t`Dismiss until the next warning`}
          title={t`Dismiss until the next warning`}
          onClick={() => {
            dismiss(registration)
            redraw((count) => count + 1)
          }}
        >
          <IconX size={18} aria-hidden="true" />
        </button>
      }
    >
      <p>
        {expiry.trial ? (
          <Trans>
            The trial runs until {day(expiry.endsAt)}. Afterwards premium plugins and support stop; community GLPI keeps
            working.
          </Trans>
        ) : (
          <Trans>
            Renew it by {day(expiry.endsAt)}. Afterwards premium plugins and support stop; community GLPI keeps working.
            The key usually stays the same.
          </Trans>
        )}
      </p>
    </Message>
  )
}

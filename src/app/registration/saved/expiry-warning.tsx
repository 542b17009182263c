import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Registration } from '#contract/panel.ts'
import { isWarningDue, severityOfEnd } from '#domain/expiry.ts'
import { SEVERITY_TONES } from '../../shared/severity-tones.ts'
import { PortalLink } from '../../shared/portal-link.tsx'
import { PRACTICE } from '../../shared/practice.tsx'
import { day } from '../../ui/format.ts'
import { Message } from '../../ui/message.tsx'
import { DismissButton } from './dismiss-button.tsx'
import { dismissedRung } from './dismissals.ts'

type Props = { registration: Registration; onDismiss: () => void }

/** The warning of the rung that is due. Dismissed, it comes back at the next one; what has ended says so in another place. */
export function ExpiryWarning({ registration, onDismiss }: Props) {
  const { t } = useLingui()
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
      tone={SEVERITY_TONES[severityOfEnd(expiry)]}
      title={title}
      action={<DismissButton label={t`Dismiss until the next warning`} onPress={onDismiss} />}
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
      {registration.instance !== PRACTICE && <PortalLink forRenewal />}
    </Message>
  )
}

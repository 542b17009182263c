import { Trans, useLingui } from '@lingui/react/macro'
import type { Registration } from '#contract/panel.ts'
import { SubscriptionRows } from '../shared/subscription/subscription-rows.tsx'
import { stateWordsOf } from '../shared/verdict/state-words.ts'
import { UnlockList } from '../shared/subscription/unlock-list.tsx'
import { VerdictParts } from '../shared/verdict/verdict-parts.tsx'
import { Badge } from '../ui/badge.tsx'
import { moment } from '../ui/format.ts'
import { LabelledRow } from '../ui/labelled-row.tsx'

/** The registration page of a report, told by the clock of its own time. */
export function ReportedRegistration({ registration, createdAt }: { registration: Registration; createdAt: string }) {
  const { i18n } = useLingui()
  const { key, state, unlock } = registration
  const now = Date.parse(registration.now)
  const words = stateWordsOf(state)
  return (
    <>
      <LabelledRow label={<Trans>State</Trans>}>
        <Badge tone={words.tone}>{i18n._(words.badge)}</Badge> {i18n._(words.sentence)}
        <p className="text-secondary">
          <Trans>All of it as of {moment(createdAt)}.</Trans>
        </p>
      </LabelledRow>
      {key && <VerdictParts registration={registration} now={now} gatewayNow={Date.parse(createdAt)} />}
      <SubscriptionRows registration={registration} now={now} />
      <UnlockList unlock={unlock} hasGlpi={registration.glpi !== null} hasKey={key !== null} />
    </>
  )
}

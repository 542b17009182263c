import { useLingui } from '@lingui/react'
import { useState } from 'react'
import type { Registration } from '#contract/panel.ts'
import { WARNING_WORDS } from '#contract/warning-words.ts'
import { useIsAdmin } from '../../shared/queries/session.ts'
import { FindOutWhy } from '../../shared/find-out-why.tsx'
import { SEVERITY_TONES } from '../../shared/severity-tones.ts'
import { lazyWithRetry } from '../../ui/lazy-with-retry.ts'
import { Message } from '../../ui/message.tsx'
import { dismiss } from './dismissals.ts'
import { ExpiryWarning } from './expiry-warning.tsx'
import { isShownAsAlert, StateAlert } from './state-alert.tsx'

const GlpiAlert = lazyWithRetry(() => import('./glpi-alert.tsx'), 'GlpiAlert')
const WriteAgain = lazyWithRetry(() => import('./write-again.tsx'), 'WriteAgain')

/** What neither the state nor GLPI's own alert says. */
const SAID_HERE = new Set<Registration['warning']['kind']>(['clock-wrong', 'vendor-silent'])

function OtherAlert({ registration: { instance, state, warning } }: { registration: Registration }) {
  const { i18n } = useLingui()
  if (!SAID_HERE.has(warning.kind) || (warning.kind === 'vendor-silent' && isShownAsAlert(state))) return null
  return (
    <Message tone={SEVERITY_TONES[warning.severity]} title={i18n._(WARNING_WORDS[warning.kind])}>
      <div className="lk-actions">
        <FindOutWhy instance={instance} />
      </div>
    </Message>
  )
}

/** What has to be said of a key before anything else. */
export function SavedAlerts({ registration, now }: { registration: Registration; now: number }) {
  const { state, glpi } = registration
  const [, redraw] = useState(0)
  const onDismiss = () => {
    dismiss(registration)
    redraw((count) => count + 1)
  }
  const again = useIsAdmin() && registration.mayWriteAgain ? <WriteAgain registration={registration} /> : null
  return (
    <>
      <StateAlert registration={registration} now={now} again={again} onDismiss={onDismiss} />
      {glpi && state !== 'managed' && <GlpiAlert registration={registration} glpi={glpi} again={again} />}
      {registration.key && <ExpiryWarning registration={registration} onDismiss={onDismiss} />}
      <OtherAlert registration={registration} />
    </>
  )
}

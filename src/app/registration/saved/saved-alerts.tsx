import { useState } from 'react'
import { firstScriptsOf } from '#contract/page-start.ts'
import type { Registration } from '#contract/panel.ts'
import { call } from '../../call.ts'
import { useMay } from '../../shared/queries/session.ts'
import { lazyWithRetry } from '../../ui/lazy-with-retry.ts'
import { preloadCauseWords } from '../../shared/cause/lazy.tsx'
import { dismiss } from './dismissals.ts'
import { ExpiryWarning } from './expiry-warning.tsx'
import { isShownAsAlert, StateAlert } from './state-alert.tsx'

const AlsoSavedFor = lazyWithRetry(() => import('../../shared/also-saved-for.tsx'), 'AlsoSavedFor')
const GlpiAlert = lazyWithRetry(() => import('./glpi-alert.tsx'), 'GlpiAlert')
const OtherAlert = lazyWithRetry(() => import('./other-alert.tsx'), 'OtherAlert')
const WriteAgain = lazyWithRetry(() => import('../../shared/write-again.tsx'), 'WriteAgain')

/** What neither the state nor GLPI's own alert says. */
const SAID_HERE = new Set<Registration['warning']['kind']>(['clock-wrong', 'vendor-silent'])

const hasOtherAlert = ({ state, warning: { kind } }: Registration): boolean =>
  SAID_HERE.has(kind) && (kind !== 'vendor-silent' || !isShownAsAlert(state))

/** What the alerts of a state are made of. */
export const alertParts = {
  async preload(registration: Registration): Promise<void> {
    const scripts = new Set(firstScriptsOf(registration))
    const parts = scripts.has('registration') ? [AlsoSavedFor, GlpiAlert, OtherAlert, WriteAgain] : []
    await Promise.all([...parts.map((part) => part.preload()), scripts.has('cause-words') && preloadCauseWords()])
  },
}

/** What has to be said of a key before anything else. */
export function SavedAlerts({ registration, now }: { registration: Registration; now: number }) {
  const { state, glpi } = registration
  const [, redraw] = useState(0)
  const onDismiss = () => {
    dismiss(registration)
    redraw((count) => count + 1)
    // it stays dismissed here, whether or not the history hears of it
    call('registration.dismiss', { params: { id: registration.instance } }).catch(() => undefined)
  }
  const again = useMay('changeKeys') && registration.mayWriteAgain ? <WriteAgain registration={registration} /> : null
  return (
    <>
      <StateAlert registration={registration} now={now} again={again} onDismiss={onDismiss} />
      {glpi && state !== 'managed' && <GlpiAlert registration={registration} glpi={glpi} again={again} />}
      {registration.key && <ExpiryWarning registration={registration} onDismiss={onDismiss} />}
      {registration.alsoSavedFor && <AlsoSavedFor others={registration.alsoSavedFor} />}
      {hasOtherAlert(registration) && <OtherAlert registration={registration} />}
    </>
  )
}

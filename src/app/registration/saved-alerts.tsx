import type { Registration } from '#contract/panel.ts'
import { ExpiryWarning } from './expiry-warning.tsx'
import { StateAlert } from './state-alert.tsx'

/** What has to be said of a saved key before anything else. */
export const SavedAlerts = ({ registration, now }: { registration: Registration; now: number }) => (
  <>
    <StateAlert registration={registration} now={now} />
    <ExpiryWarning registration={registration} />
  </>
)

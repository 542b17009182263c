import { Trans } from '@lingui/react/macro'

export function Loading() {
  return (
    <p className="lk-loading" role="status">
      <span className="spinner-border spinner-border-sm" aria-hidden="true" /> <Trans>Loading…</Trans>
    </p>
  )
}

import { Trans } from '@lingui/react/macro'

export function Loading() {
  return (
    <output className="lk-loading">
      <span className="spinner-border spinner-border-sm" aria-hidden="true" /> <Trans>Loading…</Trans>
    </output>
  )
}

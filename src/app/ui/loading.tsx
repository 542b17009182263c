import { Trans } from '@lingui/react/macro'
import { useLayoutEffect } from 'react'
import { noteLoading } from './still-loading.ts'

export function Loading() {
  useLayoutEffect(noteLoading, [])
  return (
    <output className="lk-loading">
      <span className="spinner-border spinner-border-sm" aria-hidden="true" /> <Trans>Loading…</Trans>
    </output>
  )
}

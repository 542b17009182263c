import './gateway-line.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useSyncExternalStore } from 'react'
import { StatusIcon } from '../ui/status-icon.tsx'
import { DOWN_WORDS, gatewayWatch } from './gateway-watch.ts'

/** At the foot of the window for as long as the gateway does not answer, whatever the page shows. It is announced elsewhere, once. */
export function GatewayLine() {
  const { i18n } = useLingui()
  const isDown = useSyncExternalStore(gatewayWatch.watch, gatewayWatch.isDown)
  if (!isDown) return null
  const words = i18n._(DOWN_WORDS)
  return (
    <aside className="lk-gateway-line" data-tone="warning" aria-label={words}>
      <StatusIcon tone="warning" />
      <span>
        <strong>{words}.</strong> <Trans>What this page shows may be out of date.</Trans>
      </span>
    </aside>
  )
}

import './settings.css'
import { Trans } from '@lingui/react/macro'
import { IconServerCog } from '@tabler/icons-react'
import { useState } from 'react'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../ui/loading-boundary.tsx'
import { LoadingPart } from '../ui/loading-part.tsx'

const GatewaySettingsTable = lazyWithRetry(() => import('./gateway-settings.tsx'), 'GatewaySettingsTable')

/** The same below every instance: it is about all of them. */
export function GatewaySettingsCard() {
  const [isOpen, setOpen] = useState(false)
  return (
    <section className="lk-card" aria-labelledby="gateway-settings">
      <header className="lk-card-head">
        <h2 id="gateway-settings">
          <IconServerCog size={20} aria-hidden="true" /> <Trans>This Latchkey</Trans>
        </h2>
      </header>
      <div className="lk-card-body">
        <p>
          <Trans>
            These settings hold for all instances. They are set where Latchkey is started, by its server administrator,
            and cannot be changed here.
          </Trans>
        </p>
      </div>
      <details className="lk-gateway-settings" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <Trans>All settings of the server</Trans>
        </summary>
        {isOpen && (
          <LoadingBoundary fallback={<LoadingPart />}>
            <GatewaySettingsTable />
          </LoadingBoundary>
        )}
      </details>
    </section>
  )
}

import './settings.css'
import { Trans } from '@lingui/react/macro'
import { useId } from 'react'
import { Button } from '../ui/button.tsx'

type Props = { isConnected: boolean; onDisconnect: () => void; onRemove: () => void }

/** What cannot be undone, away from what is pressed every day. */
export function DangerZone({ isConnected, onDisconnect, onRemove }: Props) {
  const id = useId()
  return (
    <section className="lk-danger-zone" data-tone="danger" aria-labelledby={id}>
      <h2 id={id}>
        <Trans>Danger zone</Trans>
      </h2>
      {isConnected && (
        <div className="lk-danger-row">
          <p>
            <Trans>Deletes the connection with its passwords and tokens. The key stays in GLPI and in Latchkey.</Trans>
          </p>
          <Button variant="danger" onClick={onDisconnect}>
            <Trans>Disconnect this GLPI…</Trans>
          </Button>
        </div>
      )}
      <div className="lk-danger-row">
        <p>
          <Trans>Deletes the key and the history from Latchkey. Nothing changes in GLPI.</Trans>
        </p>
        <Button variant="danger" onClick={onRemove}>
          <Trans>Remove this instance…</Trans>
        </Button>
      </div>
    </section>
  )
}

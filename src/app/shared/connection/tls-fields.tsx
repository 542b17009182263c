import { Trans } from '@lingui/react/macro'
import { useWatch } from 'react-hook-form'
import { ConnectionRows } from './connection-rows.tsx'
import type { WithConnection } from './fields.ts'

/** For a GLPI whose certificate is none that everybody trusts: of your own authority, or signed by itself. */
export function TlsFields() {
  const tls = useWatch<WithConnection, 'connection.tls'>({ name: 'connection.tls' })
  return (
    <details className="lk-advanced" open={Object.values(tls).some((text) => text !== '') || undefined}>
      <summary>
        <Trans>Certificate of this GLPI</Trans>
      </summary>
      <ConnectionRows part="tls" />
    </details>
  )
}

import { Trans } from '@lingui/react/macro'
import { useFormContext, useWatch } from 'react-hook-form'
import type { ConnectionView } from '#contract/connection.ts'
import { LabelledRow } from '../../ui/labelled-row.tsx'
import { ConnectionRows } from './connection-rows.tsx'
import type { WithConnection } from './fields.ts'

/** GLPI's own database, the file that its secrets are encrypted with, and the encryption of the connection. */
export function DatabaseFields({ stored }: { stored: ConnectionView['database'] }) {
  const { register } = useFormContext<WithConnection>()
  const isOn = useWatch<WithConnection, 'connection.database.tls.isOn'>({ name: 'connection.database.tls.isOn' })
  return (
    <>
      <ConnectionRows part="database" stored={stored} />
      <LabelledRow label="TLS">
        <label className="form-check">
          <input type="checkbox" className="form-check-input" {...register('connection.database.tls.isOn')} />{' '}
          <Trans>Encrypt the connection to the database</Trans>
        </label>
      </LabelledRow>
      {isOn && <ConnectionRows part="databaseTls" stored={stored?.tls} />}
    </>
  )
}

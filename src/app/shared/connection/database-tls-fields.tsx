import { Trans, useLingui } from '@lingui/react/macro'
import { useFormContext, useWatch } from 'react-hook-form'
import type { ConnectionView } from '#contract/connection.ts'
import { LabelledRow } from '../../ui/labelled-row.tsx'
import { ForgetSecret, ConnectionLinesField } from './connection-field.tsx'
import type { WithConnection } from './fields.ts'

const CERTIFICATE = '-----BEGIN CERTIFICATE-----'

type Tls = NonNullable<ConnectionView['database']>['tls']

/** Encryption of the database connection, and what it may need: an own issuer, a client certificate. */
export function DatabaseTlsFields({ stored }: { stored: Tls }) {
  const { t } = useLingui()
  const { register } = useFormContext<WithConnection>()
  const isOn = useWatch<WithConnection, 'connection.database.tls.isOn'>({ name: 'connection.database.tls.isOn' })
  const isStored = stored?.key ?? false
  return (
    <>
      <LabelledRow label="TLS">
        <label className="form-check">
          <input type="checkbox" className="form-check-input" {...register('connection.database.tls.isOn')} />{' '}
          <Trans>Encrypt the connection to the database</Trans>
        </label>
      </LabelledRow>
      {isOn && (
        <>
          <ConnectionLinesField
            at="connection.database.tls.ca"
            label={t`Issuer’s certificate`}
            hint={t`In PEM. Empty for a public issuer.`}
            placeholder={CERTIFICATE}
          >
            <label className="form-check">
              <input type="checkbox" className="form-check-input" {...register('connection.database.tls.anyName')} />{' '}
              <Trans>Accept a certificate that was issued for another name</Trans>
            </label>
          </ConnectionLinesField>
          <ConnectionLinesField
            at="connection.database.tls.cert"
            label={t`Client certificate`}
            hint={t`Only if the account requires one.`}
            placeholder={CERTIFICATE}
          />
          <ConnectionLinesField
            at="connection.database.tls.key"
            label={t`Key of the client certificate`}
            hint={t`It is stored encrypted and never shown again.`}
            placeholder={isStored ? t`stored; leave empty to keep it` : '-----BEGIN PRIVATE KEY-----'}
          >
            {isStored && <ForgetSecret at="connection.database.tls.key" />}
          </ConnectionLinesField>
        </>
      )}
    </>
  )
}

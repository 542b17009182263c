import { Trans, useLingui } from '@lingui/react/macro'
import { useId, type DragEvent } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { ConnectionField, useConnectionField } from './connection-field.tsx'
import type { WithConnection } from './fields.ts'
import { pemOf } from './pem.ts'

/** For a GLPI whose certificate is none that everybody trusts: of your own authority, or signed by itself. */
export function TlsFields() {
  const { t } = useLingui()
  const { setValue } = useFormContext<WithConnection>()
  const tls = useWatch<WithConnection, 'connection.tls'>({ name: 'connection.tls' })
  const { field, error } = useConnectionField('connection.tls.ca')
  const id = useId()

  async function drop(event: DragEvent) {
    const file = event.dataTransfer.files[0]
    if (file === undefined) return
    event.preventDefault()
    setValue('connection.tls.ca', await pemOf(file), { shouldDirty: true })
  }

  return (
    <details className="lk-advanced" open={tls.ca !== '' || tls.fingerprint !== '' || undefined}>
      <summary>
        <Trans>Certificate of this GLPI</Trans>
      </summary>
      <div className="lk-row">
        <label className="lk-row-label" htmlFor={id}>
          <Trans>Issuer’s certificate</Trans>
        </label>
        <div className="lk-row-value">
          <textarea
            id={id}
            className="form-control"
            rows={3}
            spellCheck={false}
            autoComplete="off"
            placeholder="-----BEGIN CERTIFICATE-----"
            aria-invalid={error !== undefined}
            aria-describedby={`${id}-hint`}
            onDrop={(event) => void drop(event)}
            {...field}
          />
          <p id={`${id}-hint`} className={error === undefined ? 'text-secondary' : 'lk-reason'}>
            {error ?? (
              <Trans>
                The certificate of your own authority, as PEM: paste it or drop its file here. It is trusted for this
                GLPI only, in addition to the public ones.
              </Trans>
            )}
          </p>
        </div>
      </div>
      <ConnectionField
        at="connection.tls.fingerprint"
        label={t`Pinned certificate (SHA-256)`}
        hint={t`No other certificate is then accepted. A test of the connection shows the one in use.`}
      />
    </details>
  )
}

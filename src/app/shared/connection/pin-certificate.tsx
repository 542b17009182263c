import { Trans, useLingui } from '@lingui/react/macro'
import { useFormContext } from 'react-hook-form'
import type { Step } from '#domain/diagnosis.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import type { WithConnection } from './fields.ts'

/** A refused certificate may still be the right one: a person who knows its SHA-256 can pin it. */
export function PinCertificate({ steps }: { steps: readonly Step[] }) {
  const { t } = useLingui()
  const { setValue } = useFormContext<WithConnection>()
  const shown = steps.find(({ route, cause, facts }) => route === 'glpi' && isOfTls(cause) && facts.certificate)
  const fingerprint = shown?.facts.certificate
  if (fingerprint === undefined) return null
  return (
    <>
      <p>
        <Trans>The server showed the certificate with this SHA-256:</Trans>{' '}
        <code className="lk-command">{spelt(fingerprint)}</code>
      </p>
      <p>
        <Trans>
          Compare it with the one on GLPI’s own server, for instance with openssl x509 -noout -fingerprint -sha256. Pin
          it only if they are the same.
        </Trans>
      </p>
      <Button
        onClick={() => {
          setValue('connection.tls.fingerprint', spelt(fingerprint), { shouldDirty: true })
          announce(t`The certificate is pinned in this form. Test the connection again.`)
        }}
      >
        <Trans>Pin this certificate</Trans>
      </Button>
    </>
  )
}

const isOfTls = (cause: Step['cause']): boolean => cause?.startsWith('tls-') ?? false

/** As openssl and browsers show it. */
const spelt = (fingerprint: string): string => (fingerprint.match(/../g) ?? []).join(':').toUpperCase()

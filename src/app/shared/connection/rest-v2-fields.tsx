import { useLingui } from '@lingui/react/macro'
import type { ConnectionView } from '#contract/connection.ts'
import { ConnectionField, ConnectionSecretField } from './connection-field.tsx'

/** GLPI 11's API v2: an OAuth client with the grant `password`. */
export function RestV2Fields({ stored }: { stored: ConnectionView['restV2'] }) {
  const { t } = useLingui()
  return (
    <>
      <ConnectionField
        at="connection.restV2.url"
        label={t`GLPI’s address`}
        hint={t`As in the browser; the address of its API works too.`}
        placeholder="https://glpi.example.org"
        inputMode="url"
      />
      <ConnectionField
        at="connection.restV2.clientId"
        label={t`Client ID`}
        hint={t`From an OAuth client with the grant “Password” and the scope “api”: Setup > OAuth clients.`}
      />
      <ConnectionSecretField
        at="connection.restV2.clientSecret"
        label={t`Client secret`}
        hint={t`Beside the client ID in GLPI.`}
        isStored={stored?.clientSecret ?? false}
        canForget
      />
      <ConnectionField
        at="connection.restV2.login"
        label={t`Login`}
        hint={t`An account that may read and update GLPI’s setup.`}
      />
      <ConnectionSecretField
        at="connection.restV2.password"
        label={t`Password`}
        hint={t`Of that account.`}
        isStored={stored?.password ?? false}
      />
    </>
  )
}

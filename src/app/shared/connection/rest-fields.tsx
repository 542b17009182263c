import { Trans, useLingui } from '@lingui/react/macro'
import { useFormContext, useWatch } from 'react-hook-form'
import type { ConnectionView } from '#contract/connection.ts'
import { LabelledRow } from '../../ui/labelled-row.tsx'
import { ConnectionField, ConnectionSecretField } from './connection-field.tsx'
import type { WithConnection } from './fields.ts'

/** GLPI's legacy API: a user token, or a login with its password. */
export function RestFields({ stored }: { stored: ConnectionView['rest'] }) {
  const { t } = useLingui()
  const { register } = useFormContext<WithConnection>()
  const by = useWatch<WithConnection, 'connection.rest.by'>({ name: 'connection.rest.by' })
  const webLogin = useWatch<WithConnection, 'connection.rest.webLogin'>({ name: 'connection.rest.webLogin' })
  return (
    <>
      <ConnectionField
        at="connection.rest.url"
        label={t`GLPI’s address`}
        hint={t`As in the browser; the address of its API works too.`}
        placeholder="https://glpi.example.org"
        inputMode="url"
      />
      <LabelledRow label={<Trans>Sign in with</Trans>}>
        <label className="form-check">
          <input type="radio" className="form-check-input" value="token" {...register('connection.rest.by')} />{' '}
          <Trans>user token</Trans>
        </label>
        <label className="form-check">
          <input type="radio" className="form-check-input" value="login" {...register('connection.rest.by')} />{' '}
          <Trans>login and password</Trans>
        </label>
      </LabelledRow>
      {by === 'token' ? (
        <ConnectionSecretField
          at="connection.rest.userToken"
          label={t`User token`}
          hint={t`The “API token” in the account’s own settings in GLPI.`}
          isStored={stored?.userToken ?? false}
        />
      ) : (
        <>
          <ConnectionField
            at="connection.rest.login"
            label={t`Login`}
            hint={t`An account that may read and update GLPI’s setup.`}
          />
          <ConnectionSecretField
            at="connection.rest.password"
            label={t`Password`}
            hint={t`GLPI has to allow signing in with it: Setup > General > API.`}
            isStored={stored?.password ?? false}
          />
        </>
      )}
      <ConnectionSecretField
        at="connection.rest.appToken"
        label="App-Token"
        hint={t`Only if GLPI’s API client has one.`}
        isStored={stored?.appToken ?? false}
        canForget
      />
      <ConnectionField
        at="connection.rest.profile"
        label={t`Profile`}
        hint={t`Only if the account’s default profile may not change the setup: the name of one that may, such as “Super-Admin”.`}
      />
      <ConnectionField
        at="connection.rest.webLogin"
        label={t`Web server’s login`}
        hint={t`Only if the web server asks for a login before GLPI does (HTTP Basic).`}
      />
      {webLogin.trim() !== '' && (
        <ConnectionSecretField
          at="connection.rest.webPassword"
          label={t`Web server’s password`}
          hint={t`For that login. GLPI’s own token is then sent in the request body.`}
          isStored={stored?.webPassword ?? false}
        />
      )}
    </>
  )
}

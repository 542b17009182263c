import { Trans } from '@lingui/react/macro'
import { useFormContext, useWatch } from 'react-hook-form'
import type { ConnectionView } from '#contract/connection.ts'
import { isSecretOfUse, rulesOf } from '#contract/connection-secrets.ts'
import { LabelledRow } from '../../ui/labelled-row.tsx'
import { ConnectionRows } from './connection-rows.tsx'
import type { WithConnection } from './fields.ts'
import { restValues } from './judge.ts'

/** GLPI's legacy API: a user token, or a login with its password. */
export function RestFields({ stored }: { stored: ConnectionView['rest'] }) {
  const { register } = useFormContext<WithConnection>()
  const values = restValues(useWatch<WithConnection, 'connection.rest'>({ name: 'connection.rest' }))
  const useless = Object.entries(rulesOf('rest')).filter(([, rule]) => !isSecretOfUse(rule, values))
  const hidden = useless.map(([name]) => name)
  return (
    <ConnectionRows
      part="rest"
      stored={stored}
      hidden={values.login === undefined ? ['login', ...hidden] : hidden}
      below={{
        url: (
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
        ),
      }}
    />
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { useFormContext, useWatch } from 'react-hook-form'
import { useId, type ReactNode } from 'react'
import type { ConnectionView } from '#contract/connection.ts'
import { METHOD_KINDS, type MethodKind } from '#domain/storage.ts'
import { ConnectionRows } from './connection-rows.tsx'
import { ConsoleFields } from './console-fields.tsx'
import { DatabaseFields } from './database-fields.tsx'
import type { WithConnection } from './fields.ts'
import { RestFields } from './rest-fields.tsx'
import { METHOD_NAMES } from './method-names.ts'
import { TlsFields } from './tls-fields.tsx'
import { useIsConsoleAllowed } from '../queries/session.ts'
import { WriteAndVerify } from './write-and-verify.tsx'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

type Words = { does: MessageDescriptor; proves: MessageDescriptor }

/** What each method needs, and what it can prove. */
const METHOD_WORDS: Record<MethodKind, Words> = {
  rest: {
    does: msg`GLPI 9.5 to 11, over HTTP, with an account that may change the setup.`,
    proves: msg`Proves that a key it has just written was stored.`,
  },
  'rest-v2': {
    does: msg`GLPI 11, over HTTP, with an OAuth client and an account.`,
    proves: msg`Proves nothing by itself: GLPI says “accepted”, and shows no more.`,
  },
  console: {
    does: msg`GLPI’s own commands on its own machine: here, over ssh, or in a container.`,
    proves: msg`Proves by decrypting what is stored, and sees the machine itself: its clock, its folders, its encryption file.`,
  },
  database: {
    does: msg`MariaDB or MySQL, and a copy of GLPI’s encryption file.`,
    proves: msg`Proves by decrypting what is stored, and says why GLPI could not.`,
  },
}

type Props = { stored: ConnectionView | null }

/** How Latchkey connects to this GLPI: not at all, by one method, or by several. */
export function MethodsFieldset({ stored }: Props) {
  const { i18n } = useLingui()
  const id = useId()
  const isConsoleAllowed = useIsConsoleAllowed()
  const { register } = useFormContext<WithConnection>()
  const methods = useWatch<WithConnection, 'connection.methods'>({ name: 'connection.methods' })
  const fields: Record<MethodKind, ReactNode> = {
    rest: <RestFields stored={stored?.rest} />,
    'rest-v2': <ConnectionRows part="restV2" stored={stored?.restV2} />,
    console: <ConsoleFields allowed={isConsoleAllowed} />,
    database: <DatabaseFields stored={stored?.database} />,
  }
  return (
    <fieldset className="lk-methods" aria-labelledby={id}>
      <h2 id={id}>
        <Trans>How Latchkey connects to this GLPI</Trans>
      </h2>
      <p className="text-secondary lk-methods-none">
        {methods.length === 0 ? (
          <Trans>
            Not at all, for now: Latchkey asks GLPI Network about the key, and you paste it into GLPI yourself. With a
            connection, Latchkey writes the key and proves that it was stored.
          </Trans>
        ) : (
          <Trans>You can combine several: one writes, and the strongest proves.</Trans>
        )}
      </p>
      {METHOD_KINDS.map((kind) => (
        <div key={kind} className="lk-method-choice" data-on={methods.includes(kind)}>
          <label className="form-check">
            <input type="checkbox" className="form-check-input" value={kind} {...register('connection.methods')} />
            <span>
              <strong>{i18n._(METHOD_NAMES[kind])}</strong>
              <span className="lk-method-does">{i18n._(METHOD_WORDS[kind].does)}</span>{' '}
              <span className="text-secondary">{i18n._(METHOD_WORDS[kind].proves)}</span>
            </span>
          </label>
          {methods.includes(kind) && <div className="lk-method-fields">{fields[kind]}</div>}
        </div>
      ))}
      {(methods.includes('rest') || methods.includes('rest-v2')) && <TlsFields />}
      {methods.length > 1 && <WriteAndVerify methods={methods} />}
    </fieldset>
  )
}

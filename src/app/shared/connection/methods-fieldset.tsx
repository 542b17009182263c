import '../../ui/choices.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useFormContext, useWatch } from 'react-hook-form'
import { useId, type ReactNode } from 'react'
import type { ConnectionView } from '#contract/connection.ts'
import { METHOD_KINDS, type MethodKind } from '#domain/storage.ts'
import { ConnectionRows } from './connection-rows.tsx'
import type { WithConnection } from './fields.ts'
import { METHOD_NAMES } from './method-names.ts'
import { useIsConsoleAllowed } from '../queries/session.ts'
import { WriteAndVerify } from './write-and-verify.tsx'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { LabelledRow } from '../../ui/labelled-row.tsx'
import { isSecretOfUse, rulesOf } from '#contract/connection-secrets.ts'
import { restValues } from './judge.ts'
import { Message } from '../../ui/message.tsx'
import { commandOfWords, wordsOfCommand } from './command-words.ts'

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

/** GLPI's own database, the file that its secrets are encrypted with, and the encryption of the connection. */
function DatabaseFields({ stored }: { stored: ConnectionView['database'] }) {
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

/** For a GLPI whose certificate is none that everybody trusts: of your own authority, or signed by itself. */
function TlsFields() {
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

/** GLPI's legacy API: a user token, or a login with its password. */
function RestFields({ stored }: { stored: ConnectionView['rest'] }) {
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

/** GLPI's console, behind a command prefix. @param allowed whether this Latchkey may run commands. */
function ConsoleFields({ allowed }: { allowed: boolean }) {
  return (
    <>
      {!allowed && (
        <Message tone="warning" title={<Trans>This Latchkey runs no commands</Trans>}>
          <p>
            <Trans>
              Commands cannot be run from a web page unless the server administrator sets{' '}
              <code translate="no">LATCHKEY_CONSOLE=on</code>. Until then this method can be neither tested nor saved
              here. The command line can always use it.
            </Trans>
          </p>
        </Message>
      )}
      <ConnectionRows part="console" />
      <Preview />
    </>
  )
}

/** What would be run, word for word. */
function Preview() {
  const { prefix, folder, php } = useWatch<WithConnection, 'connection.console'>({ name: 'connection.console' })
  const words = wordsOfCommand(prefix)
  if (words === null) return null
  return (
    <LabelledRow label={<Trans>It runs</Trans>}>
      <code translate="no" className="lk-command">
        {commandOfWords([...words, php.trim() || 'php', `${folder.trim().replace(/\/+$/, '')}/bin/console`])} …
      </code>
    </LabelledRow>
  )
}

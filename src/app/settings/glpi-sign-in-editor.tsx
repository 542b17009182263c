import { Trans, useLingui } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { IconDeviceFloppy, IconPlugConnected } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import type { GlpiSignInView } from '#contract/glpi-sign-in.ts'
import { AddressField } from '../shared/connection/address-field.tsx'
import { FailureMessage } from '../shared/failure-message.tsx'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { CopyIcon } from '../ui/copy-icon.tsx'
import { Field } from '../ui/field.tsx'
import { FormShell } from '../ui/form-shell.tsx'
import { LabelledRow } from '../ui/labelled-row.tsx'
import { SecretField } from '../ui/secret-field.tsx'
import { fieldsOfGlpiSignIn, glpiSignInEntry } from './glpi-sign-in-entry.ts'
import { useSaveGlpiSignIn, useTestGlpiSignIn } from './glpi-sign-in-queries.ts'
import { GlpiSignInOutcome } from './glpi-sign-in-outcome.tsx'

type Props = { instance: string; view: GlpiSignInView; onDone: () => void }

/** Which GLPI people sign in by, and for a GLPI 11 its OAuth client. */
export function GlpiSignInEditor({ instance, view, onDone }: Props) {
  const { t } = useLingui()
  const schema = useMemo(() => glpiSignInEntry(view), [view])
  const [fields] = useState(() => fieldsOfGlpiSignIn(view))
  const form = useForm({ resolver: standardSchemaResolver(schema), defaultValues: fields })
  const { errors } = form.formState
  const method = useWatch({ control: form.control, name: 'method' })
  const save = useSaveGlpiSignIn(instance)
  const test = useTestGlpiSignIn(instance)
  useEffect(() => form.setFocus('method'), [form])
  return (
    <FormShell
      label={t`Sign-in by this GLPI`}
      form={form}
      actions={
        <>
          <Button
            busy={test.isPending}
            icon={<IconPlugConnected size={20} aria-hidden="true" />}
            onClick={() => void form.handleSubmit((entry) => test.mutate(entry))()}
          >
            <Trans>Test the sign-in</Trans>
          </Button>
          <Button onClick={onDone}>
            <Trans>Cancel</Trans>
          </Button>
        </>
      }
      submit={{ label: <Trans>Save and switch on</Trans>, icon: <IconDeviceFloppy size={20} aria-hidden="true" /> }}
      isBusy={save.isPending}
      failure={save.error && <FailureMessage error={save.error} />}
      fault={null}
      onChange={() => test.reset()}
      onSubmit={(entry) =>
        save.mutate(entry, {
          onSuccess: () => {
            announce(t`Saved.`)
            onDone()
          },
        })
      }
    >
      <ChoiceField
        label={t`Version of GLPI`}
        hint={
          method === 'oauth'
            ? t`People sign in on GLPI’s own page, with a second factor where GLPI asks for one. No password passes through Latchkey.`
            : t`People type their login and password of GLPI here. Latchkey sends them to GLPI’s legacy REST API once, and stores no password.`
        }
        choices={[
          { value: 'oauth', label: t`GLPI 11 or later` },
          { value: 'password', label: t`GLPI 10 or earlier` },
        ]}
        {...form.register('method')}
      />
      <AddressField
        name="url"
        label={t`Address of GLPI`}
        hint={t`As people open it in their browser`}
        error={errors.url && t`Write GLPI’s address, such as https://glpi.example.org.`}
      />
      {method === 'oauth' && (
        <>
          <LabelledRow label={<Trans>In GLPI</Trans>}>
            <p>
              <Trans>
                Under Setup, OAuth clients, add one with the grant “Authorization code”, the scope “api” and this
                redirect URI:
              </Trans>
            </p>
            <p>
              <code translate="no">{view.callback}</code>{' '}
              <CopyIcon text={view.callback} label={t`Copy the redirect URI`} />
            </p>
          </LabelledRow>
          <Field
            label={t`Client ID`}
            hint={t`Of that OAuth client`}
            error={errors.clientId && t`Copy the client ID from GLPI.`}
            spellCheck={false}
            {...form.register('clientId')}
          />
          <SecretField
            label={t`Client secret`}
            hint={t`It is stored encrypted and never shown again`}
            error={
              errors.clientSecret &&
              t`Copy the client secret from GLPI. A stored one stays for the same address and client only.`
            }
            isStored={view.signIn?.method === 'oauth'}
            {...form.register('clientSecret')}
          />
        </>
      )}
      <GlpiSignInOutcome test={test} method={method} />
    </FormShell>
  )
}

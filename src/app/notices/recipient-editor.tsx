import '../ui/choices.css'
import { LANGUAGE_NAMES, LANGUAGES } from '#contract/languages.ts'
import { Trans, useLingui } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import {
  RECIPIENT_KINDS,
  SECRET_NEED,
  TROUBLE_SEVERITIES,
  type Recipient,
  type RecipientForm,
} from '#contract/notices.ts'
import { RUNGS } from '#domain/expiry.ts'
import { changedBy, GatewayRefusal } from '../call.ts'
import { AddressField } from '../shared/connection/address-field.tsx'
import { FailureMessage } from '../shared/failure-message.tsx'
import { KIND_NAMES } from '../shared/recipient-kinds.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { FormShell } from '../ui/form-shell.tsx'
import { LabelledRow } from '../ui/labelled-row.tsx'
import { SecretField } from '../ui/secret-field.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { InstanceChoice } from './instance-choice.tsx'
import {
  RUNG_NAMES,
  SECRET_HINTS,
  SECRET_NAMES,
  TARGET_HINTS,
  TROUBLE_NAMES,
  UNENCRYPTED_TARGET,
} from './notice-words.ts'
import { NoticesChanged } from './notices-changed.tsx'
import { fieldsOfRecipient, recipientEntry } from './recipient-entry.ts'
import { useSaveRecipient } from './queries.ts'

type Props = { recipient: Recipient | null; onDone: (isSaved: boolean) => void }

/** Adds a recipient, or changes one. */
export function RecipientEditor({ recipient, onDone }: Props) {
  const { t, i18n } = useLingui()
  // the list is asked for again and again; the fields begin with what was there when the form was opened
  const [stored] = useState(recipient)
  const schema = useMemo(() => recipientEntry(stored), [stored])
  const [fields] = useState(() => fieldsOfRecipient(stored, i18n.locale))
  const form = useForm({ resolver: standardSchemaResolver(schema), defaultValues: fields })
  const { errors } = form.formState
  const { register, control } = form
  const [kind, scope, delivery, isQuiet] = useWatch({ control, name: ['kind', 'scope', 'delivery', 'isQuiet'] })
  const save = useSaveRecipient(stored?.id ?? null)
  const store = (body: RecipientForm, revision: string) =>
    save.mutate(
      { body, revision },
      {
        onSuccess: () => {
          announce(t`Saved.`)
          onDone(true)
        },
      },
    )
  useEffect(() => form.setFocus('name'), [form])
  const isKept = stored?.kind === kind && kind !== 'email'
  const secretName = SECRET_NAMES[kind]
  const secretHint = SECRET_HINTS[kind]
  const zones = useMemo(() => zonesWith(fields.zone), [fields.zone])
  return (
    <>
      <FormShell
        label={stored ? t`Change ${stored.name}` : t`New recipient`}
        form={form}
        actions={
          <Button onClick={() => onDone(false)}>
            <Trans>Cancel</Trans>
          </Button>
        }
        submit={{
          label: stored ? <Trans>Save</Trans> : <Trans>Add the recipient</Trans>,
          icon: <IconDeviceFloppy size={20} aria-hidden="true" />,
        }}
        isBusy={save.isPending}
        failure={save.error && !changedBy(save.error) && <FailureMessage error={save.error} />}
        fault={
          save.error instanceof GatewayRefusal && save.error.code === 'address-refused'
            ? { field: 'target', reason: 'forbidden' }
            : null
        }
        onSubmit={(entry) => store(entry, stored?.revision ?? '')}
        onChange={() => undefined}
      >
        <Field
          label={t`Name`}
          hint={t`Who or what this is, for this list`}
          error={errors.name && t`Give it a name of at most 100 characters.`}
          {...register('name')}
        />
        <ChoiceField
          label={t`Sent by`}
          choices={RECIPIENT_KINDS.map((value) => ({ value, label: i18n._(KIND_NAMES[value]) }))}
          {...register('kind')}
        />
        {kind === 'email' ? (
          <Field
            label={t`Mail address`}
            hint={i18n._(TARGET_HINTS.email)}
            error={errors.target && t`Write one mail address, such as ann@example.org.`}
            inputMode="email"
            spellCheck={false}
            {...register('target')}
          />
        ) : (
          <AddressField
            name="target"
            warning={UNENCRYPTED_TARGET}
            label={t`Address`}
            hint={i18n._(TARGET_HINTS[kind])}
            error={
              errors.target &&
              (errors.target.message === 'forbidden'
                ? t`Latchkey never connects to this address: it is link-local, or belongs to the services of a cloud platform.`
                : t`Write a whole address, beginning with https:// or http://, without login.`)
            }
            inputMode="url"
            stored={isKept ? stored.target : undefined}
            placeholder={isKept ? t`${stored.target} is stored; leave empty to keep it` : undefined}
          />
        )}
        {SECRET_NEED[kind] !== 'none' && secretName && secretHint && (
          <SecretField
            label={i18n._(secretName)}
            hint={i18n._(secretHint)}
            error={
              errors.secret &&
              (errors.secret.message === 'again'
                ? t`Enter it again: the stored one was given for another host.`
                : t`Enter up to 500 visible characters without blanks.`)
            }
            isStored={isKept && stored.hasSecret}
            {...register('secret')}
          />
        )}
        {kind === 'glpi-ticket' && (
          <SecretField
            label={t`App-Token`}
            hint={t`Only if the API client of GLPI has one`}
            error={errors.appToken && t`Enter up to 500 visible characters without blanks.`}
            isStored={isKept && stored.hasAppToken}
            {...register('appToken')}
          />
        )}
        <ChoiceField
          label={t`Language`}
          choices={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          {...register('language')}
        />
        <LabelledRow label={<Trans>Before the end</Trans>}>
          <fieldset className="lk-notices-checks" aria-label={t`Before the end`}>
            {RUNGS.map((rung) => (
              <label key={rung} className="form-check">
                <input type="checkbox" className="form-check-input" value={String(rung)} {...register('rungs')} />{' '}
                {i18n._(RUNG_NAMES[rung])}
              </label>
            ))}
          </fieldset>
          {errors.rungs && (
            <p className="lk-reason">
              <Trans>Choose at least one thing to tell.</Trans>
            </p>
          )}
        </LabelledRow>
        <LabelledRow label={<Trans>Other warnings</Trans>}>
          <fieldset aria-label={t`Other warnings`}>
            {TROUBLE_SEVERITIES.map((severity) => (
              <label key={severity} className="form-check">
                <input type="checkbox" className="form-check-input" value={severity} {...register('troubles')} />{' '}
                {i18n._(TROUBLE_NAMES[severity])}
              </label>
            ))}
          </fieldset>
        </LabelledRow>
        <ChoiceField
          label={t`Instances`}
          choices={[
            { value: 'all', label: t`All, also those added later` },
            { value: 'some', label: t`Only some` },
          ]}
          {...register('scope')}
        />
        {scope === 'some' && <InstanceChoice form={form} hasError={errors.instances !== undefined} />}
        <ChoiceField
          label={t`When`}
          choices={[
            { value: 'at-once', label: t`At once, a message for each` },
            { value: 'daily', label: t`Once a day, all that is new in one message` },
          ]}
          {...register('delivery')}
        />
        {delivery === 'daily' && (
          <Field
            type="time"
            label={t`At`}
            hint={t`Nothing is sent on a day without anything new`}
            error={errors.digestAt && t`Write a time of day.`}
            {...register('digestAt')}
          />
        )}
        <LabelledRow label={<Trans>Quiet hours</Trans>}>
          <label className="form-check">
            <input type="checkbox" className="form-check-input" {...register('isQuiet')} />{' '}
            <Trans>Hold messages back at night, and send them afterwards</Trans>
          </label>
          {isQuiet && (
            <>
              <div className="lk-notices-hours">
                <label>
                  <Trans>from</Trans> <input type="time" className="form-control" {...register('quietFrom')} />
                </label>
                <label>
                  <Trans>to</Trans> <input type="time" className="form-control" {...register('quietTo')} />
                </label>
              </div>
              {errors.quietTo && (
                <p className="lk-reason">
                  <Trans>Write two different times of day.</Trans>
                </p>
              )}
            </>
          )}
        </LabelledRow>
        <ChoiceField
          label={t`Time zone`}
          hint={t`For dates in messages, the daily message and the quiet hours`}
          choices={zones.map((zone) => ({ value: zone, label: zone }))}
          {...register('zone')}
        />
      </FormShell>
      <NoticesChanged
        error={save.error}
        isBusy={save.isPending}
        onStop={() => onDone(false)}
        onGoOn={(revision) => save.variables && store(save.variables.body, revision)}
      />
    </>
  )
}

/** Browsers leave out names that are still in use, such as UTC. */
const zonesWith = (zone: string): string[] =>
  [...new Set(['UTC', zone, ...Intl.supportedValuesOf('timeZone')])].toSorted((one, other) => one.localeCompare(other))

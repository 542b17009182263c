import { Trans, useLingui } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { IconPlus } from '@tabler/icons-react'
import { useForm } from 'react-hook-form'
import { useLocation } from 'wouter'
import { FailureMessage } from '../failure-message.tsx'
import { registrationPath } from '../shell/paths.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { idFromName } from './id-from-name.ts'
import { NewInstance } from './new-instance.ts'
import { useAddInstance } from './queries.ts'

/** A name is enough: the identifier follows it until someone writes one. */
export function AddInstanceForm() {
  const { t } = useLingui()
  const [, go] = useLocation()
  const add = useAddInstance()
  const { register, handleSubmit, getValues, setValue, formState } = useForm({
    resolver: standardSchemaResolver(NewInstance),
    defaultValues: { name: '', id: '', servicesUrl: '' },
  })
  const { errors, dirtyFields } = formState
  return (
    <form
      className="lk-card"
      aria-labelledby="add-instance"
      noValidate
      onSubmit={handleSubmit((instance) => add.mutate(instance, { onSuccess: ({ id }) => go(registrationPath(id)) }))}
    >
      <header className="lk-card-head">
        <h2 id="add-instance">
          <Trans>Add an instance</Trans>
        </h2>
      </header>
      <Field
        label={t`Name`}
        hint={t`As your colleagues call it`}
        error={errors.name && t`Give it a name of at most 100 characters.`}
        {...register('name', {
          onChange: () => dirtyFields.id || setValue('id', idFromName(getValues('name'))),
        })}
      />
      <Field
        label={t`Identifier`}
        hint={t`Its place in the address of this page`}
        error={errors.id && t`Use lower-case letters, digits and dashes, with a letter or digit at both ends.`}
        {...register('id')}
      />
      <Field
        label={t`Services address`}
        hint={t`Only where GLPI Network is reached by another address than usual`}
        error={errors.servicesUrl && t`Write a whole address, beginning with https:// or http://.`}
        inputMode="url"
        {...register('servicesUrl')}
      />
      {add.error && <FailureMessage error={add.error} />}
      <div className="lk-actions lk-actions-bar">
        <span className="lk-spring" />
        <Button type="submit" look="primary" busy={add.isPending} icon={<IconPlus size={20} aria-hidden="true" />}>
          <Trans>Add</Trans>
        </Button>
      </div>
    </form>
  )
}

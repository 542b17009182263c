import { Trans, useLingui } from '@lingui/react/macro'
import { useFormContext } from 'react-hook-form'
import { idFromName } from './id-from-name.ts'
import { AddressField } from './address-field.tsx'
import { Field } from '../../ui/field.tsx'
import type { InstanceFields } from './instance-entry.ts'

/** What an instance is called. The identifier follows the name until someone writes one. */
export function NameFields({ isNew }: { isNew: boolean }) {
  const { t } = useLingui()
  const { register, getValues, setValue, formState } = useFormContext<InstanceFields>()
  const { errors, dirtyFields } = formState
  const hasError = [errors.servicesUrl, errors.glpiVersion, errors.uid].some((error) => error !== undefined)
  const follow = () => {
    if (isNew && !dirtyFields.id) setValue('id', idFromName(getValues('name')))
  }
  return (
    <>
      <Field
        label={t`Name`}
        hint={t`The name your colleagues use`}
        error={errors.name && t`Give it a name of at most 100 characters.`}
        {...register('name', { onChange: follow })}
      />
      {isNew && (
        <Field
          label={t`Identifier`}
          hint={t`Part of the address of this page; it cannot be changed later`}
          error={
            errors.id &&
            (errors.id.message === 'taken'
              ? t`Another instance already has this identifier.`
              : t`Use lower-case letters, digits and dashes, with a letter or digit at both ends.`)
          }
          spellCheck={false}
          {...register('id')}
        />
      )}
      <details className="lk-advanced" open={hasError || undefined}>
        <summary>
          <Trans>Advanced</Trans>
        </summary>
        <AddressField
          name="servicesUrl"
          label={t`Services address`}
          hint={t`Only if you reach GLPI Network at another address than usual`}
          error={
            errors.servicesUrl &&
            (errors.servicesUrl.message === 'moved'
              ? t`The saved key may only be sent to the host it was saved for. Remove the key first.`
              : t`Write a whole address, beginning with https:// or http://.`)
          }
          inputMode="url"
        />
        <Field
          label={t`GLPI version`}
          hint={t`As shown at the bottom of GLPI’s pages, such as 11.0.8. Needed only if no connection shows it.`}
          error={errors.glpiVersion && t`Write a version number, such as 11.0.8.`}
          spellCheck={false}
          {...register('glpiVersion')}
        />
        <Field
          label={t`Instance id`}
          hint={t`GLPI’s setting glpi_network_uuid, in the table glpi_configs. If this is empty and no connection shows it, no id is sent with the key.`}
          error={errors.uid && t`Write the id as GLPI has it: up to 100 visible characters without blanks.`}
          spellCheck={false}
          {...register('uid')}
        />
      </details>
    </>
  )
}

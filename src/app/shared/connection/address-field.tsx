import { useLingui } from '@lingui/react/macro'
import { useState, type ComponentProps, type FocusEvent } from 'react'
import { useFormContext } from 'react-hook-form'
import { withScheme } from '#contract/glpi-address.ts'
import { isUnencrypted } from '#contract/loopback.ts'
import { announce } from '../../ui/announcer.tsx'
import { Field } from '../../ui/field.tsx'
import { StatusIcon } from '../../ui/status-icon.tsx'

type Props = Omit<ComponentProps<typeof Field>, 'children'> & { name: string }

/** An address that secrets are sent to. It warns of plain HTTP once the field is left: half a “localhost” is another host. */
export function AddressField({ name, ...field }: Props) {
  const { t } = useLingui()
  const { register, getValues } = useFormContext()
  const warning = t`This address is not encrypted: passwords, tokens and keys can be read on their way there. Use https:// if you can.`
  const [isOpen, setOpen] = useState(() => isUnencrypted(String(getValues(name) ?? '')))

  function judge({ target }: FocusEvent<HTMLInputElement>) {
    const isOpenNow = isUnencrypted(withScheme(target.value))
    setOpen(isOpenNow)
    if (isOpenNow && !isOpen) announce(warning)
  }

  return (
    <Field {...field} {...register(name, { onBlur: judge })} spellCheck={false} autoCapitalize="off">
      {isOpen && (
        <p className="lk-unencrypted" data-tone="warning">
          <StatusIcon tone="warning" />
          <span>{warning}</span>
        </p>
      )}
    </Field>
  )
}

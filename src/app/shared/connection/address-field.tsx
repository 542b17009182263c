import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { useState, type ComponentProps, type FocusEvent } from 'react'
import { useFormContext } from 'react-hook-form'
import { withScheme } from '#contract/glpi-address.ts'
import { isUnencrypted } from '#contract/loopback.ts'
import { announce } from '../../ui/announcer.tsx'
import { Field } from '../../ui/field.tsx'
import { UnencryptedNote } from './unencrypted-note.tsx'

type Props = Omit<ComponentProps<typeof Field>, 'children'> & {
  name: string
  /** What is known of the stored address, which an empty field keeps. */
  stored?: string | undefined
  /** What can be read on the way to an address in plain HTTP. */
  warning?: MessageDescriptor
}

const SECRETS = msg`This address is not encrypted: passwords, tokens and keys can be read on their way there. Use https:// if you can.`

/** An address that secrets are sent to. It warns of plain HTTP once the field is left: half a “localhost” is another host. */
export function AddressField({ name, stored = '', warning = SECRETS, ...field }: Props) {
  const { i18n } = useLingui()
  const { register, getValues } = useFormContext()
  const isOpenAddress = (typed: string) => isUnencrypted(withScheme(typed) || stored)
  const [isOpen, setOpen] = useState(() => isOpenAddress(String(getValues(name) ?? '')))

  function judge({ target }: FocusEvent<HTMLInputElement>) {
    const isOpenNow = isOpenAddress(target.value)
    setOpen(isOpenNow)
    if (isOpenNow && !isOpen) announce(i18n._(warning))
  }

  return (
    <Field {...field} {...register(name, { onBlur: judge })} spellCheck={false} autoCapitalize="off">
      {isOpen && <UnencryptedNote warning={warning} />}
    </Field>
  )
}

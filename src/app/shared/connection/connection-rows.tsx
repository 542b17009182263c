import '../../ui/choices.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { Fragment, type DragEvent, type ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import type { FieldEntry } from '#contract/connection-fields.ts'
import { entriesOf, kindsOf, pathOf, rulesOf, type Part, type Values } from '#contract/connection-secrets.ts'
import { AddressField } from './address-field.tsx'
import { Field } from '../../ui/field.tsx'
import { LabelledRow } from '../../ui/labelled-row.tsx'
import { LinesField } from '../../ui/lines-field.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { pemOf } from './pem.ts'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { ENTRY_REASONS, type EntryReason } from './judge.ts'

type Props = {
  part: Part
  stored?: Values | undefined
  /** Fields that are of no use with what is entered. */
  hidden?: readonly string[]
  /** What stands below a field, by the field's name. */
  below?: Readonly<Record<string, ReactNode>>
}

/** The fields of one part of a connection, a row each. */
export function ConnectionRows({ part, stored, hidden, below }: Props) {
  return Object.entries(entriesOf(part))
    .filter(([name]) => !hidden?.includes(name))
    .map(([name, words]) => (
      <Fragment key={name}>
        <ConnectionRow part={part} name={name} words={words} isStored={stored?.[name] === true} />
        {below?.[name]}
      </Fragment>
    ))
}

type RowProps = { part: Part; name: string; words: FieldEntry; isStored: boolean }

function ConnectionRow({ part, name, words, isStored }: RowProps) {
  const { t, i18n } = useLingui()
  const { register, getFieldState, setValue, formState } = useFormContext()
  const path = [...pathOf(part), name].join('.')
  const at = `connection.${path}`
  const error = entryWords(words.shape, getFieldState(at, formState).error?.message)
  const { placeholder, inputMode, isLong = false } = words
  const common = {
    label: typeof words.label === 'string' ? words.label : i18n._(words.label),
    hint: i18n._(words.hint),
    error: error && i18n._(error),
    ...register(at),
  }

  async function dropCertificate(event: DragEvent) {
    const file = event.dataTransfer.files[0]
    if (file === undefined) return
    event.preventDefault()
    setValue(at, await pemOf(file), { shouldDirty: true })
  }

  const kind = kindsOf(part)[name]
  if (kind === 'document')
    return <LinesField {...common} placeholder={placeholder} onDrop={(event) => void dropCertificate(event)} />
  if (kind === 'flag')
    return (
      <LabelledRow label={common.label}>
        <label className="form-check">
          <input type="checkbox" className="form-check-input" {...register(at)} /> {common.hint}
        </label>
      </LabelledRow>
    )
  if (kind === 'url') return <AddressField {...common} name={at} placeholder={placeholder} inputMode={inputMode} />
  if (kind !== 'secret')
    return <Field {...common} placeholder={placeholder} inputMode={inputMode} spellCheck={false} autoCapitalize="off" />
  const rule = rulesOf(part)[name]
  // one that the method needs is replaced, and one that goes with a login goes when that is emptied
  const canForget = isStored && rule?.isRequired !== true && rule?.onlyWith === undefined
  const forget = canForget && <ForgetSecret path={path} />
  return isLong ? (
    <LinesField {...common} placeholder={isStored ? t`stored; leave empty to keep it` : placeholder}>
      {forget}
    </LinesField>
  ) : (
    <SecretField {...common} isStored={isStored}>
      {forget}
    </SecretField>
  )
}

function ForgetSecret({ path }: { path: string }) {
  const { register } = useFormContext()
  return (
    <label className="form-check">
      <input type="checkbox" className="form-check-input" value={path} {...register('connection.forget')} />{' '}
      <Trans>Remove the stored one</Trans>
    </label>
  )
}

const REASON_WORDS: Record<EntryReason, MessageDescriptor> = {
  missing: msg`This field is required.`,
  again: msg`Type it again: the stored one is used only for the address and account it was saved for.`,
  shape: msg`This is too long, or contains characters that are not accepted.`,
}

/** @param shape what is wrong with the shape of this field, if there is more to say than of any other. */
function entryWords(shape: MessageDescriptor | undefined, message: string | undefined): MessageDescriptor | undefined {
  const reason = ENTRY_REASONS.find((known) => known === message)
  if (reason === undefined) return undefined
  return (reason === 'shape' ? shape : undefined) ?? REASON_WORDS[reason]
}

import { Trans, useLingui } from '@lingui/react/macro'
import type { ComponentProps, ReactNode } from 'react'
import { useFormContext, type FieldPath } from 'react-hook-form'
import { Field } from '../../ui/field.tsx'
import { LinesField } from '../../ui/lines-field.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { entryWords } from './entry-words.ts'
import type { WithConnection } from './fields.ts'

type Path = FieldPath<WithConnection>
type Common = { at: Path; label: string; hint: string }

/** Its error, by the code that the judge left. */
export function useConnectionField(at: Path) {
  const { i18n } = useLingui()
  const { register, getFieldState, formState } = useFormContext<WithConnection>()
  const words = entryWords(at.replace(/^connection\./, ''), getFieldState(at, formState).error?.message)
  return { field: register(at), error: words && i18n._(words) }
}

export function ConnectionField({ at, label, hint, ...input }: Common & ComponentProps<'input'>) {
  const { field, error } = useConnectionField(at)
  return <Field {...input} label={label} hint={hint} error={error} spellCheck={false} autoCapitalize="off" {...field} />
}

/** A certificate, or its key: lines that a one-line field would run together. @param children what stands below it. */
export function ConnectionLinesField({
  at,
  label,
  hint,
  placeholder,
  children,
}: Common & { placeholder?: string | undefined; children?: ReactNode }) {
  const { field, error } = useConnectionField(at)
  return (
    <LinesField label={label} hint={hint} error={error} placeholder={placeholder} {...field}>
      {children}
    </LinesField>
  )
}

type SecretProps = Common & {
  isStored: boolean
  /** For an optional secret: a stored one can then be removed. */
  canForget?: boolean
}

export function ConnectionSecretField({ at, label, hint, isStored, canForget = false }: SecretProps) {
  const { field, error } = useConnectionField(at)
  return (
    <SecretField label={label} hint={hint} error={error} isStored={isStored} {...field}>
      {isStored && canForget && <ForgetSecret at={at} />}
    </SecretField>
  )
}

export function ForgetSecret({ at }: { at: Path }) {
  const { register } = useFormContext<WithConnection>()
  return (
    <label className="form-check">
      <input
        type="checkbox"
        className="form-check-input"
        value={at.replace(/^connection\./, '')}
        {...register('connection.forget')}
      />{' '}
      <Trans>Remove the stored one</Trans>
    </label>
  )
}

import { useId, type ComponentProps, type ReactNode } from 'react'
import { FieldRow } from './field-row.tsx'

type Props = ComponentProps<'input'> & {
  label: string
  hint: string
  error?: string | undefined
  /** Below the hint. */
  children?: ReactNode
}

/** A one-line field in a form row, with its hint, and its error when there is one. */
export function Field({ label, hint, error, children, ...input }: Props) {
  const id = useId()
  return (
    <FieldRow id={id} label={label} hint={hint} error={error} footer={children}>
      <input
        {...input}
        id={id}
        className="form-control"
        autoComplete="off"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint`}
      />
    </FieldRow>
  )
}

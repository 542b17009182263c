import { useId, type ComponentProps, type ReactNode } from 'react'
import { FieldRow } from './field-row.tsx'

type Props = ComponentProps<'textarea'> & {
  label: string
  hint: string
  error?: string | undefined
  children?: ReactNode
}

/** A text of several lines that a program made, such as a certificate. */
export function LinesField({ label, hint, error, children, ...area }: Props) {
  const id = useId()
  return (
    <FieldRow id={id} label={label} hint={hint} error={error} footer={children}>
      <textarea
        rows={3}
        {...area}
        id={id}
        className="form-control"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint`}
      />
    </FieldRow>
  )
}

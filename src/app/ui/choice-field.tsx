import './choices.css'
import { useId, type ComponentProps } from 'react'
import { FieldRow } from './field-row.tsx'

type Props = ComponentProps<'select'> & {
  label: string
  hint?: string
  error?: string | undefined
  choices: readonly { value: string; label: string }[]
}

/** One of a few, in a form row. */
export function ChoiceField({ label, hint, error, choices, ...select }: Props) {
  const id = useId()
  return (
    <FieldRow id={id} label={label} hint={hint} error={error}>
      <select
        {...select}
        id={id}
        className="form-select"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint`}
      >
        {choices.map(({ value, label: name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </FieldRow>
  )
}

import { useId, type ComponentProps } from 'react'

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
    <div className="lk-row">
      <label className="lk-row-label" htmlFor={id}>
        {label}
      </label>
      <div className="lk-row-value">
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
        <p id={`${id}-hint`} className={error === undefined ? 'text-secondary' : 'lk-reason'}>
          {error ?? hint}
        </p>
      </div>
    </div>
  )
}

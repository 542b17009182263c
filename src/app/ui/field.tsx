import { useId, type ComponentProps } from 'react'

type Props = ComponentProps<'input'> & { label: string; hint: string; error?: string | undefined }

/** A one-line field in a form row, with its hint, and its error when there is one. */
export function Field({ label, hint, error, ...input }: Props) {
  const id = useId()
  return (
    <div className="lk-row">
      <label className="lk-row-label" htmlFor={id}>
        {label}
      </label>
      <div className="lk-row-value">
        <input
          {...input}
          id={id}
          className="form-control"
          autoComplete="off"
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-hint`}
        />
        <p id={`${id}-hint`} className={error === undefined ? 'text-secondary' : 'lk-reason'}>
          {error ?? hint}
        </p>
      </div>
    </div>
  )
}

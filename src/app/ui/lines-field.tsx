import { useId, type ComponentProps, type ReactNode } from 'react'

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
    <div className="lk-row">
      <label className="lk-row-label" htmlFor={id}>
        {label}
      </label>
      <div className="lk-row-value">
        <textarea
          {...area}
          id={id}
          className="form-control"
          rows={3}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-hint`}
        />
        <p id={`${id}-hint`} className={error === undefined ? 'text-secondary' : 'lk-reason'}>
          {error ?? hint}
        </p>
        {children}
      </div>
    </div>
  )
}

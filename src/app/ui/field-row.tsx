import type { ReactNode } from 'react'

type Props = {
  /** Of the input among the children, which `aria-describedby` this id with `-hint`. */
  id: string
  label: string
  hint: string | undefined
  error: string | undefined
  children: ReactNode
  /** Below the hint. */
  footer?: ReactNode
}

/** A form row with its label, its input and its hint; in place of the hint the error, when there is one. */
export const FieldRow = ({ id, label, hint, error, children, footer }: Props) => (
  <div className="lk-row">
    <label className="lk-row-label" htmlFor={id}>
      {label}
    </label>
    <div className="lk-row-value">
      {children}
      <p id={`${id}-hint`} className={error === undefined ? 'text-secondary' : 'lk-reason'}>
        {error ?? hint}
      </p>
      {footer}
    </div>
  </div>
)

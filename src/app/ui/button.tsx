import type { ComponentProps, ReactNode } from 'react'

type Variant = 'plain' | 'primary' | 'danger' | 'link'

const CLASSES: Record<Variant, string> = {
  plain: 'btn',
  primary: 'btn lk-btn-primary',
  danger: 'btn lk-btn-danger',
  link: 'btn btn-link lk-btn-link',
}

type Props = ComponentProps<'button'> & { variant?: Variant; icon?: ReactNode; busy?: boolean }

/** Busy keeps the focus and the place of the button, and takes no second press. A double click is one press. */
export function Button({ variant = 'plain', icon, busy = false, children, onClick, type = 'button', ...rest }: Props) {
  return (
    <button
      {...rest}
      // oxlint-disable-next-line react/button-has-type -- `submit` is asked for where a form needs it
      type={type}
      className={CLASSES[variant]}
      aria-disabled={busy || undefined}
      onClick={(event) => (busy || event.detail > 1 ? event.preventDefault() : onClick?.(event))}
    >
      {busy ? <span className="spinner-border spinner-border-sm" aria-hidden="true" /> : icon}
      {children}
    </button>
  )
}

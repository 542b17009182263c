import type { ReactNode } from 'react'
import { moment } from './format.ts'

type Props = {
  /** ISO 8601. */
  at: string
  children: ReactNode
  /** Inside of what has the focus itself. */
  isPlain?: boolean
}

/** A time that is said in few words. The exact instant, with its zone, is shown on hover and beside it on focus, and is read out. */
export const Time = ({ at, children, isPlain = false }: Props) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without a pointer, focus is what shows the exact instant
  <time className="lk-time" dateTime={at} title={moment(at)} tabIndex={isPlain ? undefined : 0}>
    {children}
    <span className="visually-hidden"> ({moment(at)})</span>
  </time>
)

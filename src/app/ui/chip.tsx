import type { ReactNode } from 'react'
import { quantity } from './format.ts'

type Props = { isOn: boolean; count: number; onPress: () => void; children: ReactNode }

/** Filters a list: what it lets through, and how much of it there is. */
export const Chip = ({ isOn, count, onPress, children }: Props) => (
  <button type="button" className="lk-chip" aria-pressed={isOn} onClick={onPress}>
    {children} <span className="lk-chip-count">{quantity(count)}</span>
  </button>
)

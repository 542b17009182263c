import type { ReactNode } from 'react'
import { quantity } from './format.ts'

type Choice<Value> = { value: Value; label: string; count: number }

type Props<Value> = {
  label: string
  /** The first chip: it takes every choice back, and shows how many there are. With `children`, it takes theirs back as well. */
  all: { label: ReactNode; count: number; isOn?: boolean; onPress?: () => void }
  choices: readonly Choice<Value>[]
  /** None: all of them are shown. */
  chosen: readonly Value[]
  onChoose: (chosen: readonly Value[]) => void
  /** Chips of another kind, after these. */
  children?: ReactNode
}

/** Which kinds of a list are shown: any number of them, or all. */
export const ChipSet = <Value extends string>({ label, all, choices, chosen, onChoose, children }: Props<Value>) => (
  <fieldset className="lk-chips" aria-label={label}>
    <Chip isOn={all.isOn ?? chosen.length === 0} count={all.count} onPress={all.onPress ?? (() => onChoose([]))}>
      {all.label}
    </Chip>
    {choices.map(({ value, label: name, count }) => (
      <Chip
        key={value}
        isOn={chosen.includes(value)}
        count={count}
        onPress={() => onChoose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])}
      >
        {name}
      </Chip>
    ))}
    {children}
  </fieldset>
)

type ChipProps = { isOn: boolean; count: number; onPress: () => void; title?: string; children: ReactNode }

/** Filters a list: what it lets through, and how much of it there is. */
export const Chip = ({ isOn, count, onPress, title, children }: ChipProps) => (
  <button type="button" className="lk-chip" aria-pressed={isOn} title={title} onClick={onPress}>
    {children} <span className="lk-chip-count">{quantity(count)}</span>
  </button>
)

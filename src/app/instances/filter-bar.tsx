import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { STATES, type State } from '#domain/verdict.ts'
import { stateWordsOf } from '../shared/verdict/state-words.ts'
import { Chip } from '../ui/chip.tsx'
import { quantity } from '../ui/format.ts'
import type { ListView } from './list-view.ts'

type Props = {
  total: number
  /** Of those that the search finds. */
  counts: Partial<Record<State, number>>
  shown: number
  view: ListView
  onView: (view: ListView) => void
  children: ReactNode
}

/** Search, and the states to show. */
export function FilterBar({ total, counts, shown, view, onView, children }: Props) {
  const { t, i18n } = useLingui()
  const { states } = view
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const toggled = (state: State) =>
    states.includes(state) ? states.filter((other) => other !== state) : [...states, state]
  return (
    <search className="lk-filter">
      <input
        type="search"
        className="form-control lk-filter-search"
        aria-label={t`Search instances by name, address, cause or version`}
        placeholder={t`Name, address, cause, version`}
        autoComplete="off"
        spellCheck={false}
        value={view.search}
        onChange={(event) => onView({ ...view, search: event.target.value })}
      />
      <span className="lk-spring" />
      <output className="text-secondary lk-shown-count">
        {shown === total ? (
          <Plural value={total} one="# instance" other="# instances" />
        ) : (
          <Trans>
            {quantity(shown)} of {quantity(total)}
          </Trans>
        )}
      </output>
      {children}
      <fieldset className="lk-chips" aria-label={t`States to show`}>
        <Chip isOn={states.length === 0} count={all} onPress={() => onView({ ...view, states: [] })}>
          <Trans>All</Trans>
        </Chip>
        {STATES.filter((state) => counts[state] !== undefined || states.includes(state)).map((state) => (
          <Chip
            key={state}
            isOn={states.includes(state)}
            count={counts[state] ?? 0}
            onPress={() => onView({ ...view, states: toggled(state) })}
          >
            {i18n._(stateWordsOf(state).badge)}
          </Chip>
        ))}
      </fieldset>
    </search>
  )
}

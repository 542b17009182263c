import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { STATES, type State } from '#domain/verdict.ts'
import { stateWordsOf } from '../shared/verdict/state-words.ts'
import { ChipSet } from '../ui/chip-set.tsx'
import { quantity } from '../ui/format.ts'
import { SearchBox } from '../ui/search-box.tsx'
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
  return (
    <search className="lk-filter">
      <SearchBox
        label={t`Search instances by name, address, cause or version`}
        placeholder={t`Name, address, cause, version`}
        value={view.search}
        onChange={(search) => onView({ ...view, search })}
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
      <ChipSet
        label={t`States to show`}
        all={{ label: <Trans>All</Trans>, count: all }}
        choices={STATES.filter((state) => counts[state] !== undefined || states.includes(state)).map((state) => ({
          value: state,
          label: i18n._(stateWordsOf(state).badge),
          count: counts[state] ?? 0,
        }))}
        chosen={states}
        onChoose={(chosen) => onView({ ...view, states: chosen })}
      />
    </search>
  )
}

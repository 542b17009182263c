import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { STATES, type State } from '#domain/verdict.ts'
import { stateWordsOf } from '../shared/verdict/state-words.ts'
import { Chip, ChipSet } from '../ui/chip-set.tsx'
import { quantity } from '../ui/format.ts'
import { SearchBox } from '../ui/search-box.tsx'
import type { ListView } from './list-view.ts'

type Props = {
  total: number
  /** How many the search finds. */
  found: number
  /** How many of those are in each state, with the filter *Shared* applied. */
  counts: Partial<Record<State, number>>
  /** How many of them have a key that another instance has as well. */
  shared: number
  shown: number
  view: ListView
  onView: (view: ListView) => void
  children: ReactNode
}

/** Search, and the states to show. */
export function FilterBar({ total, found, counts, shared, shown, view, onView, children }: Props) {
  const { t, i18n } = useLingui()
  const { states } = view
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
        all={{
          label: <Trans>All</Trans>,
          count: found,
          isOn: states.length === 0 && !view.isShared,
          onPress: () => onView({ ...view, states: [], isShared: false }),
        }}
        choices={STATES.filter((state) => counts[state] !== undefined || states.includes(state)).map((state) => ({
          value: state,
          label: i18n._(stateWordsOf(state).badge),
          count: counts[state] ?? 0,
        }))}
        chosen={states}
        onChoose={(chosen) => onView({ ...view, states: chosen })}
      >
        {(shared > 0 || view.isShared) && (
          <Chip
            isOn={view.isShared}
            count={shared}
            title={t`Keys that several instances use`}
            onPress={() => onView({ ...view, isShared: !view.isShared })}
          >
            <Trans>Shared</Trans>
          </Chip>
        )}
      </ChipSet>
    </search>
  )
}

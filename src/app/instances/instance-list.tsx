import { useLingui } from '@lingui/react/macro'
import { useDeferredValue, useMemo } from 'react'
import type { Instance } from '#contract/panel.ts'
import { useIsAdmin } from '../shared/queries/session.ts'
import { locale } from '../ui/format.ts'
import { CheckAll } from './check-all.tsx'
import { CountsStrip } from './counts-strip.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FleetTable } from './fleet-table.tsx'
import { countStates, findInstances, listInstances, shownInstances } from './listed.ts'
import { SortChoice } from './sort-choice.tsx'
import { useListView } from './use-list-view.ts'

export function InstanceList({ instances }: { instances: readonly Instance[] }) {
  const { i18n } = useLingui()
  const isAdmin = useIsAdmin()
  const [view, change] = useListView()
  // decides the order of letters
  const language = locale(i18n.locale)
  const all = useMemo(() => listInstances(instances, language), [instances, language])
  const search = useDeferredValue(view.search)
  const { states, sort, descending } = view
  const matching = useMemo(() => findInstances(all, search), [all, search])
  const shown = useMemo(
    () => shownInstances(matching, { search: '', states, sort, descending }),
    [matching, states, sort, descending],
  )
  const counts = useMemo(() => countStates(matching.map(({ instance }) => instance)), [matching])
  return (
    <>
      <CountsStrip instances={instances} view={view} onView={change} />
      <CheckAll shown={shown}>
        {(button) => (
          <FilterBar total={instances.length} counts={counts} shown={shown.length} view={view} onView={change}>
            <SortChoice view={view} onView={change} />
            {button}
          </FilterBar>
        )}
      </CheckAll>
      <FleetTable shown={shown} view={view} onView={change} hasActions={isAdmin} />
    </>
  )
}

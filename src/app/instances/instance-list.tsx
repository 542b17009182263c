import '../ui/choices.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useDeferredValue, useMemo, useEffect, useEffectEvent, useState } from 'react'
import type { Instance } from '#contract/panel.ts'
import { useMay } from '../shared/queries/session.ts'
import { locale } from '../ui/format.ts'
import { CheckAll } from './check-all.tsx'
import { chooseRow, chooseShown, NONE_CHOSEN } from './choice.ts'
import { ChosenBar } from './chosen-bar.tsx'
import { fleetCsv } from './fleet-csv.ts'
import { saveFile } from '../ui/save-file.ts'
import { Button } from '../ui/button.tsx'
import { CountsStrip } from './counts-strip.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FleetTable } from './fleet-table.tsx'
import { countStates, createLister, findInstances, shownInstances, sortInstances } from './listed.ts'
import { IconDownload, IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { COLUMN_WORDS } from './column-words.ts'
import { COLUMNS, sortedBy, type ListView, readView, writeView } from './list-view.ts'
import { useLocation } from 'wouter'
import { useLocationProperty } from 'wouter/use-browser-location'

export function InstanceList({ instances }: { instances: readonly Instance[] }) {
  const { i18n } = useLingui()
  const maySet = useMay('administer')
  const [view, change] = useListView()
  // decides the order of letters
  const language = locale(i18n.locale)
  const [list] = useState(createLister)
  const all = useMemo(() => list(instances, language), [list, instances, language])
  // what was pressed or typed shows at once, and the rows soon after
  const { search, states, isShared, sort, descending } = useDeferredValue(view)
  const sorted = useMemo(() => sortInstances(all, { sort, descending }), [all, sort, descending])
  const matching = useMemo(() => findInstances(sorted, search), [sorted, search])
  const shown = useMemo(() => shownInstances(matching, { states, isShared }), [matching, states, isShared])
  const ids = useMemo(() => shown.map(({ id }) => id), [shown])
  const [choice, setChoice] = useState(NONE_CHOSEN)
  // the same function as long as the rows are the same: each row remembers it
  const onChoose = useCallback(
    (id: string, isRange: boolean) => setChoice((known) => chooseRow(known, ids, id, isRange)),
    [ids],
  )
  const onChooseShown = (isChosen: boolean) => setChoice((known) => chooseShown(known, ids, isChosen))
  const sharing = useMemo(() => matching.filter(({ instance }) => instance.isShared), [matching])
  const counts = useMemo(
    () => countStates((isShared ? sharing : matching).map(({ instance }) => instance)),
    [isShared, sharing, matching],
  )
  return (
    <>
      <CountsStrip instances={instances} view={view} onView={change} />
      <CheckAll shown={shown}>
        {(button) => (
          <FilterBar
            total={instances.length}
            found={matching.length}
            counts={counts}
            shared={sharing.length}
            shown={shown.length}
            view={view}
            onView={change}
          >
            <SortChoice view={view} onView={change} />
            <Button
              icon={<IconDownload size={18} aria-hidden="true" />}
              onClick={() => saveFile('latchkey-instances.csv', 'text/csv;charset=utf-8', fleetCsv(shown))}
            >
              <Trans>CSV</Trans>
            </Button>
            {button}
          </FilterBar>
        )}
      </CheckAll>
      <ChosenBar
        chosen={choice.ids.size === 0 ? [] : shown.filter(({ id }) => choice.ids.has(id))}
        shown={shown.length}
        onChooseShown={onChooseShown}
      />
      <FleetTable
        shown={shown}
        view={view}
        onView={change}
        hasActions={maySet}
        chosen={choice.ids}
        onChoose={onChoose}
        onChooseShown={onChooseShown}
      />
    </>
  )
}

/** Where there is no room for the heads of the columns. */
function SortChoice({ view, onView }: { view: ListView; onView: (view: ListView) => void }) {
  const { t, i18n } = useLingui()
  const label = view.descending ? t`Sorted in descending order: reverse` : t`Sorted in ascending order: reverse`
  return (
    <div className="lk-sort-choice">
      <select
        className="form-select"
        aria-label={t`Sort by`}
        value={view.sort}
        onChange={(event) => {
          const sort = COLUMNS.find((column) => column === event.target.value)
          if (sort) onView({ ...view, sort, descending: false })
        }}
      >
        {COLUMNS.map((column) => (
          <option key={column} value={column}>
            {i18n._(COLUMN_WORDS[column])}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="lk-icon-button"
        aria-label={label}
        title={label}
        onClick={() => onView(sortedBy(view, view.sort))}
      >
        {view.descending ? (
          <IconSortDescending size={20} aria-hidden="true" />
        ) : (
          <IconSortAscending size={20} aria-hidden="true" />
        )}
      </button>
    </div>
  )
}

/** Browsers take a limited number of changes of the address in a while: not one for every key. */
const TYPING_PAUSE_MS = 300

/** The view that the address asks for, and how to change it. What is being typed counts at once, and is in the address soon. */
function useListView(): [ListView, (view: ListView) => void] {
  const [path, go] = useLocation()
  // not wouter's `useSearch`, which decodes the query once too often
  const query = useLocationProperty(() => location.search)
  const stored = useMemo(() => readView(query), [query])
  const [draft, setDraft] = useState<{ search: string; over: string } | null>(null)
  const search = draft?.over === stored.search ? draft.search : stored.search
  const view = useMemo(() => ({ ...stored, search }), [stored, search])

  const write = (next: ListView) => go([path, writeView(next)].filter(Boolean).join('?'), { replace: true })
  const writeTyped = useEffectEvent(() => write(view))
  useEffect(() => {
    if (search === stored.search) return undefined
    const timer = setTimeout(writeTyped, TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [search, stored.search])

  function change(next: ListView) {
    if (next.search === view.search || next.search === '') write(next)
    setDraft({ search: next.search, over: stored.search })
  }
  return [view, change]
}

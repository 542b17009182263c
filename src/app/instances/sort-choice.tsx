import { useLingui } from '@lingui/react/macro'
import { IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { COLUMN_WORDS } from './column-words.ts'
import { COLUMNS, sortedBy, type ListView } from './list-view.ts'

/** Where there is no room for the heads of the columns. */
export function SortChoice({ view, onView }: { view: ListView; onView: (view: ListView) => void }) {
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

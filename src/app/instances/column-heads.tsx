import { useLingui } from '@lingui/react/macro'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { COLUMN_WORDS } from './column-words.ts'
import { COLUMNS, sortedBy, type Column, type ListView } from './list-view.ts'

type Props = { view: ListView; hasActions: boolean; onView: (view: ListView) => void }

/** The heads of the columns: a press sorts by one, and turns it round. */
export function ColumnHeads({ view, hasActions, onView }: Props) {
  const { t } = useLingui()
  return (
    <thead className="lk-fleet-head">
      <tr aria-rowindex={1} className="lk-fleet-row">
        {COLUMNS.map((column) => (
          <Head key={column} column={column} view={view} onView={onView} />
        ))}
        {hasActions && (
          <th scope="col">
            <span className="visually-hidden">{t`Actions`}</span>
          </th>
        )}
      </tr>
    </thead>
  )
}

type HeadProps = { column: Column; view: ListView; onView: (view: ListView) => void }

function Head({ column, view, onView }: HeadProps) {
  const { i18n } = useLingui()
  const isSorted = view.sort === column
  const Arrow = view.descending ? IconArrowDown : IconArrowUp
  return (
    <th
      scope="col"
      className="lk-fleet-cell"
      data-column={column}
      aria-sort={isSorted ? (view.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" className="lk-sort" onClick={() => onView(sortedBy(view, column))}>
        {i18n._(COLUMN_WORDS[column])} {isSorted && <Arrow size={14} aria-hidden="true" />}
      </button>
    </th>
  )
}

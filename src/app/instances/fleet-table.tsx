import '../ui/choices.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useRef, type MouseEvent, type ReactNode } from 'react'
import type { Instance } from '#contract/panel.ts'
import { useGatewayNow } from '../shared/gateway-now.ts'
import { Button } from '../ui/button.tsx'
import { useRowWindow } from '../ui/use-row-window.ts'
import { InstanceRow } from './instance-row.tsx'
import { ALL, isFiltered, type ListView, COLUMNS, sortedBy, type Column } from './list-view.ts'
import { useLocation } from 'wouter'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { COLUMN_WORDS } from './column-words.ts'

/** Heights as in `instances.css`. */
const ROWS = { wide: 56, narrow: 112, overscan: 8, mostNew: 2 }

type Props = {
  shown: readonly Instance[]
  view: ListView
  onView: (view: ListView) => void
  hasActions: boolean
  chosen: ReadonlySet<string>
  /** One row; with the shift key, all from the one before. */
  onChoose: (id: string, isRange: boolean) => void
  onChooseShown: (isChosen: boolean) => void
}

/** The rows that are on screen, of however many; the page itself scrolls. */
export function FleetTable({ shown, view, onView, hasActions, chosen, onChoose, onChooseShown }: Props) {
  const { t } = useLingui()
  const now = useGatewayNow()
  const follow = useFollow()
  const body = useRef<HTMLTableSectionElement>(null)
  const keys = useMemo(() => shown.map(({ id }) => id), [shown])
  const { rows, height, focusHandlers } = useRowWindow(body, { keys, ...ROWS })

  return (
    <>
      <table className="lk-fleet" aria-label={t`Instances`} aria-rowcount={shown.length + 1} data-actions={hasActions}>
        <ColumnHeads view={view} hasActions={hasActions} onView={onView}>
          <ChooseShown shown={shown} chosen={chosen} onChooseShown={onChooseShown} />
        </ColumnHeads>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- notes where the focus is, and follows the links in it, which keys reach by themselves */}
        <tbody
          ref={body}
          className="lk-fleet-body"
          style={{ height: shown.length * height }}
          {...focusHandlers}
          onClick={follow}
        >
          {rows.map(({ index, key, top }) => {
            const instance = shown[index]
            return (
              instance && (
                <InstanceRow
                  key={key}
                  instance={instance}
                  at={index}
                  top={top}
                  now={now}
                  hasActions={hasActions}
                  isChosen={chosen.has(instance.id)}
                  onChoose={onChoose}
                />
              )
            )
          })}
        </tbody>
      </table>
      {shown.length === 0 && <NoMatch view={view} onView={onView} />}
    </>
  )
}

function ChooseShown({ shown, chosen, onChooseShown }: Pick<Props, 'shown' | 'chosen' | 'onChooseShown'>) {
  const { t } = useLingui()
  const count = chosen.size === 0 ? 0 : shown.filter(({ id }) => chosen.has(id)).length
  const areAll = count > 0 && count === shown.length
  return (
    <input
      type="checkbox"
      className="form-check-input"
      aria-label={t`Choose all that are shown`}
      checked={areAll}
      ref={(box) => {
        if (box) box.indeterminate = count > 0 && !areAll
      }}
      onChange={() => onChooseShown(!areAll)}
    />
  )
}

function NoMatch({ view, onView }: Pick<Props, 'view' | 'onView'>) {
  if (!isFiltered(view)) {
    return (
      <p className="lk-fleet-none">
        <Trans>There is no instance yet.</Trans>
      </p>
    )
  }
  return (
    <div className="lk-fleet-none">
      <p>
        <Trans>No instance matches.</Trans>
      </p>
      <Button onClick={() => onView({ ...ALL, sort: view.sort, descending: view.descending })}>
        <Trans>Clear the filters</Trans>
      </Button>
    </div>
  )
}

/** Follows the plain links of a part of the page without reloading it; links that open elsewhere are left to the browser. */
function useFollow(): (event: MouseEvent) => void {
  const [, go] = useLocation()
  return (event) => {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="/"]') : null
    if (link === null || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return
    event.preventDefault()
    go(link.getAttribute('href') ?? '')
  }
}

type ColumnHeadsProps = {
  view: ListView
  hasActions: boolean
  onView: (view: ListView) => void
  children: ReactNode
}

/** The heads of the columns: a press sorts by one, and turns it round. */
function ColumnHeads({ view, hasActions, onView, children }: ColumnHeadsProps) {
  const { t } = useLingui()
  return (
    <thead className="lk-fleet-head">
      <tr aria-rowindex={1} className="lk-fleet-row">
        <th scope="col" className="lk-fleet-choose">
          {children}
        </th>
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

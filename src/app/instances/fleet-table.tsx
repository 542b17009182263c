import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useRef, type MouseEvent } from 'react'
import type { Instance } from '#contract/panel.ts'
import { useGatewayNow } from '../shared/gateway-now.ts'
import { Button } from '../ui/button.tsx'
import { useRowWindow } from '../ui/use-row-window.ts'
import { ColumnHeads } from './column-heads.tsx'
import { InstanceRow } from './instance-row.tsx'
import { ALL, isFiltered, type ListView } from './list-view.ts'
import { useLocation } from 'wouter'

/** Heights as in `instances.css`. */
const ROWS = { wide: 56, narrow: 112, overscan: 8 }

type Props = {
  shown: readonly Instance[]
  view: ListView
  onView: (view: ListView) => void
  hasActions: boolean
}

/** The rows that are on screen, of however many; the page itself scrolls. */
export function FleetTable({ shown, view, onView, hasActions }: Props) {
  const { t } = useLingui()
  const now = useGatewayNow()
  const follow = useFollow()
  const body = useRef<HTMLTableSectionElement>(null)
  const keys = useMemo(() => shown.map(({ id }) => id), [shown])
  const { rows, height, focusHandlers } = useRowWindow(body, { keys, ...ROWS })

  return (
    <>
      <table className="lk-fleet" aria-label={t`Instances`} aria-rowcount={shown.length + 1} data-actions={hasActions}>
        <ColumnHeads view={view} hasActions={hasActions} onView={onView} />
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
                <InstanceRow key={key} instance={instance} at={index} top={top} now={now} hasActions={hasActions} />
              )
            )
          })}
        </tbody>
      </table>
      {shown.length === 0 && <NoMatch view={view} onView={onView} />}
    </>
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

import { Trans, useLingui } from '@lingui/react/macro'
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type FocusEvent, type MouseEvent } from 'react'
import type { Instance } from '#contract/panel.ts'
import { useGatewayNow } from '../shared/gateway-now.ts'
import { Button } from '../ui/button.tsx'
import { useMedia } from '../ui/use-media.ts'
import { usePageTop } from '../ui/use-page-top.ts'
import { ColumnHeads } from './column-heads.tsx'
import { InstanceRow } from './instance-row.tsx'
import { ALL, isFiltered, type ListView } from './list-view.ts'
import { useLocation } from 'wouter'

/** As in `instances.css`. */
const ROW_PX = 56
const NARROW_ROW_PX = 112
const NARROW = '(max-width: 47.99rem)'
/** Rows drawn beyond either edge, so that a fast scroll and the Tab key find them there. */
const OVERSCAN = 8

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
  const height = useMedia(NARROW) ? NARROW_ROW_PX : ROW_PX
  const body = useRef<HTMLTableSectionElement>(null)
  const margin = usePageTop(body)
  // the row with the focus stays, however far it is scrolled away: the focus would go with it
  const [held, setHeld] = useState<string | null>(null)
  const heldAt = held === null ? -1 : shown.findIndex(({ id }) => id === held)

  // oxlint-disable-next-line react/incompatible-library -- nothing here is compiled to be memoized
  const virtual = useWindowVirtualizer({
    count: shown.length,
    estimateSize: () => height,
    getItemKey: (at) => shown[at]?.id ?? at,
    overscan: OVERSCAN,
    scrollMargin: margin,
    useFlushSync: false,
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range)
      return heldAt < 0 || seen.includes(heldAt) ? seen : [...seen, heldAt].toSorted((one, other) => one - other)
    },
  })
  useEffect(() => virtual.measure(), [virtual, height])

  const hold = ({ target }: FocusEvent) =>
    setHeld(target.closest<HTMLElement>('[data-instance]')?.dataset['instance'] ?? null)

  return (
    <>
      <table className="lk-fleet" aria-label={t`Instances`} aria-rowcount={shown.length + 1} data-actions={hasActions}>
        <ColumnHeads view={view} hasActions={hasActions} onView={onView} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- notes where the focus is, and follows the links in it, which keys reach by themselves */}
        <tbody
          ref={body}
          className="lk-fleet-body"
          style={{ height: shown.length * height }}
          onFocus={hold}
          onBlur={() => setHeld(null)}
          onClick={follow}
        >
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const instance = shown[index]
            return (
              instance && (
                <InstanceRow
                  key={key}
                  instance={instance}
                  at={index}
                  top={start - margin}
                  now={now}
                  hasActions={hasActions}
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

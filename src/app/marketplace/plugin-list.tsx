import { Trans, useLingui } from '@lingui/react/macro'
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useCallback, useEffect, useRef, useState, type FocusEvent } from 'react'
import type { MarketplacePlugin } from '#contract/marketplace.ts'
import { Button } from '../ui/button.tsx'
import { useMedia } from '../ui/use-media.ts'
import { usePageTop } from '../ui/use-page-top.ts'
import { PluginRow } from './plugin-row.tsx'

/** As in `marketplace.css`. Only rows that show their details are measured: to measure each that is drawn would make a scroll stutter. */
const ROW_PX = 65
const NARROW_ROW_PX = 133
const NARROW = '(max-width: 47.99rem)'
/** Rows drawn beyond either edge, so that a fast scroll and the Tab key find them there. */
const OVERSCAN = 6

type Props = { shown: readonly MarketplacePlugin[]; glpiVersion: string | null; onClear: () => void }

/** The rows that are on screen, of however many; the page itself scrolls. */
export const PluginList = memo(function PluginList({ shown, glpiVersion, onClear }: Props) {
  const { t } = useLingui()
  const list = useRef<HTMLUListElement>(null)
  const margin = usePageTop(list)
  const height = useMedia(NARROW) ? NARROW_ROW_PX : ROW_PX
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  // the row with the focus stays, however far it is scrolled away: the focus would go with it
  const [held, setHeld] = useState<string | null>(null)
  const heldAt = held === null ? -1 : shown.findIndex(({ key }) => key === held)

  // oxlint-disable-next-line react/incompatible-library -- nothing here is compiled to be memoized
  const virtual = useWindowVirtualizer({
    count: shown.length,
    estimateSize: () => height,
    getItemKey: (at) => shown[at]?.key ?? at,
    overscan: OVERSCAN,
    scrollMargin: margin,
    useFlushSync: false,
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range)
      return heldAt < 0 || seen.includes(heldAt) ? seen : [...seen, heldAt].toSorted((one, other) => one - other)
    },
  })
  useEffect(() => virtual.measure(), [virtual, height])
  const toggle = useCallback(
    (key: string, at: number) => {
      setOpened((before) => new Set(before.has(key) ? [...before].filter((other) => other !== key) : [...before, key]))
      // closed it is as high as any other; open it is measured once it is drawn
      virtual.resizeItem(at, height)
    },
    [virtual, height],
  )
  const hold = ({ target }: FocusEvent) =>
    setHeld(target.closest<HTMLElement>('[data-plugin]')?.dataset['plugin'] ?? null)

  if (shown.length === 0) {
    return (
      <div className="lk-plugins-none">
        <p>
          <Trans>No plugin matches.</Trans>
        </p>
        <Button onClick={onClear}>
          <Trans>Clear the filters</Trans>
        </Button>
      </div>
    )
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- notes where the focus is
    <ul
      ref={list}
      className="lk-plugins"
      aria-label={t`Plugins`}
      style={{ height: virtual.getTotalSize() }}
      onFocus={hold}
      onBlur={() => setHeld(null)}
    >
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const plugin = shown[index]
        return (
          plugin && (
            <PluginRow
              key={key}
              plugin={plugin}
              glpiVersion={glpiVersion}
              at={index}
              total={shown.length}
              top={start - margin}
              isOpen={opened.has(plugin.key)}
              onToggle={toggle}
              measure={virtual.measureElement}
            />
          )
        )
      })}
    </ul>
  )
})

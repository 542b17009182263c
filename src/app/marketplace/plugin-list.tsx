import { Trans, useLingui } from '@lingui/react/macro'
import { memo, useCallback, useMemo, useRef, useState } from 'react'
import type { MarketplacePlugin } from '#contract/marketplace.ts'
import { Button } from '../ui/button.tsx'
import { useRowWindow } from '../ui/use-row-window.ts'
import type { InstalledMarks } from './listed-plugins.ts'
import { PluginRow } from './plugin-row.tsx'
import { useRowsInTurns } from './use-rows-in-turns.ts'

/** Heights as in `marketplace.css`. Only rows that show their details are measured: measuring every row makes a scroll stutter. */
const ROWS = { wide: 65, narrow: 133, overscan: 4 }

type Props = {
  shown: readonly MarketplacePlugin[]
  /** null: what is installed is not known. */
  marks: InstalledMarks | null
  glpiVersion: string | null
  glpiMarketplace: string | null
  onClear: () => void
}

/** The rows that are on screen, of however many; the page itself scrolls. */
export const PluginList = memo(function PluginList({
  shown: matching,
  marks,
  glpiVersion,
  glpiMarketplace,
  onClear,
}: Props) {
  const { t } = useLingui()
  const list = useRef<HTMLUListElement>(null)
  const isEmpty = matching.length === 0
  // hidden rows stay for the next search: to draw new ones takes longer than a key may
  const [lastMatching, setLastMatching] = useState(matching)
  if (!isEmpty && lastMatching !== matching) setLastMatching(matching)
  const shown = isEmpty ? lastMatching : matching
  const keys = useMemo(() => shown.map(({ key }) => key), [shown])
  const { virtual, rows, height, focusHandlers } = useRowWindow(list, { keys, ...ROWS })
  const pluginAt = useRowsInTurns(shown, rows[0]?.index ?? 0)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback(
    (key: string, at: number) => {
      setOpened((before) => new Set(before.has(key) ? [...before].filter((other) => other !== key) : [...before, key]))
      // a closed row has the common height; an open one is measured when it is drawn
      virtual.resizeItem(at, height)
    },
    [virtual, height],
  )

  return (
    <>
      {isEmpty && (
        <div className="lk-plugins-none">
          <p>
            <Trans>No plugin matches.</Trans>
          </p>
          <Button onClick={onClear}>
            <Trans>Clear the filters</Trans>
          </Button>
        </div>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- notes where the focus is */}
      <ul
        ref={list}
        className="lk-plugins"
        data-empty={isEmpty}
        aria-label={t`Plugins`}
        style={{ height: isEmpty ? 0 : virtual.getTotalSize() }}
        {...focusHandlers}
      >
        {rows.map(({ index, top }) => {
          const plugin = pluginAt(index)
          return (
            plugin && (
              <PluginRow
                // a search changes the texts of the rows that are there: to draw others takes far longer
                key={index}
                plugin={plugin}
                mark={marks?.get(plugin.key) ?? null}
                glpiVersion={glpiVersion}
                glpiMarketplace={glpiMarketplace}
                at={index}
                total={shown.length}
                top={top}
                isOpen={opened.has(plugin.key)}
                onToggle={toggle}
                measure={virtual.measureElement}
              />
            )
          )
        })}
      </ul>
    </>
  )
})

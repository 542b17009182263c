import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Standing } from '#domain/marketplace.ts'
import { Chip } from '../ui/chip.tsx'
import { quantity } from '../ui/format.ts'
import { PLUGIN_ORDERS, type PluginView } from './listed-plugins.ts'
import { ORDER_WORDS, STANDING_WORDS } from './standing-words.ts'

type Props = {
  total: number
  shown: number
  /** Of those that the search finds. */
  found: number
  counts: readonly { standing: Standing; count: number }[]
  view: PluginView
  onView: (view: PluginView) => void
  children: ReactNode
}

/** Search, standings and order. */
export function PluginFilter({ total, shown, found, counts, view, onView, children }: Props) {
  const { t, i18n } = useLingui()
  const { standings } = view
  const toggled = (standing: Standing) =>
    standings.includes(standing) ? standings.filter((other) => other !== standing) : [...standings, standing]
  return (
    <search className="lk-filter">
      <input
        type="search"
        className="form-control lk-filter-search"
        aria-label={t`Search plugins by name, author, licence or offer`}
        placeholder={t`Name, author, licence, offer`}
        autoComplete="off"
        spellCheck={false}
        value={view.search}
        onChange={(event) => onView({ ...view, search: event.target.value })}
      />
      <select
        className="form-select lk-market-order"
        aria-label={t`Sort by`}
        value={view.order}
        onChange={(event) => {
          const order = PLUGIN_ORDERS.find((known) => known === event.target.value)
          if (order) onView({ ...view, order })
        }}
      >
        {PLUGIN_ORDERS.map((order) => (
          <option key={order} value={order}>
            {i18n._(ORDER_WORDS[order])}
          </option>
        ))}
      </select>
      {children}
      <span className="lk-spring" />
      <ShownCount shown={shown} total={total} />
      <fieldset className="lk-chips" aria-label={t`Plugins to show`}>
        <Chip isOn={standings.length === 0} count={found} onPress={() => onView({ ...view, standings: [] })}>
          <Trans>All plugins</Trans>
        </Chip>
        {counts.map(({ standing, count }) => (
          <Chip
            key={standing}
            isOn={standings.includes(standing)}
            count={count}
            onPress={() => onView({ ...view, standings: toggled(standing) })}
          >
            {i18n._(STANDING_WORDS[standing].filter)}
          </Chip>
        ))}
      </fieldset>
    </search>
  )
}

const ShownCount = ({ shown, total }: { shown: number; total: number }): ReactNode => (
  <output className="text-secondary">
    {shown === total ? (
      <Plural value={total} one="# plugin" other="# plugins" />
    ) : (
      <Trans>
        {quantity(shown)} of {quantity(total)}
      </Trans>
    )}
  </output>
)

import '../ui/choices.css'
import type { MessageDescriptor } from '@lingui/core'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { startTransition, useEffect, useRef, useState, type ReactNode } from 'react'
import type { Standing } from '#domain/marketplace.ts'
import { ChipSet } from '../ui/chip-set.tsx'
import { quantity } from '../ui/format.ts'
import { SearchBox } from '../ui/search-box.tsx'
import { PLUGIN_ORDERS, PRESENCES, type PluginView } from './listed-plugins.ts'
import { ORDER_WORDS, PRESENCE_WORDS, STANDING_WORDS } from './standing-words.ts'

type Props = {
  total: number
  shown: number
  /** Of those that the search finds. */
  found: number
  counts: readonly { standing: Standing; count: number }[]
  view: PluginView
  /** Whether it is known what is installed in GLPI. */
  knowsInstalled: boolean
  onChange: (changes: Partial<PluginView>) => void
  children: ReactNode
}

/** Search, standings, presence and order. */
export function PluginFilter({ total, shown, found, counts, view, knowsInstalled, onChange, children }: Props) {
  const { t, i18n } = useLingui()
  return (
    <search className="lk-filter">
      <PluginSearch search={view.search} onSearch={(search) => onChange({ search })} />
      <FilterSelect
        label={t`Sort by`}
        choices={PLUGIN_ORDERS}
        words={ORDER_WORDS}
        value={view.order}
        onChoose={(order) => onChange({ order })}
      />
      {children}
      {knowsInstalled && (
        <FilterSelect
          label={t`In this GLPI`}
          choices={PRESENCES}
          words={PRESENCE_WORDS}
          value={view.presence}
          onChoose={(presence) => onChange({ presence })}
        />
      )}
      <span className="lk-spring" />
      <ShownCount shown={shown} total={total} />
      <ChipSet
        label={t`Plugins to show`}
        all={{ label: <Trans>All plugins</Trans>, count: found }}
        choices={counts.map(({ standing, count }) => ({
          value: standing,
          label: i18n._(STANDING_WORDS[standing].filter),
          count,
        }))}
        chosen={view.standings}
        onChoose={(standings) => onChange({ standings })}
      />
    </search>
  )
}

type FilterSelectProps<Choice extends string> = {
  label: string
  choices: readonly Choice[]
  words: Readonly<Record<Choice, MessageDescriptor>>
  value: Choice
  onChoose: (choice: Choice) => void
}

function FilterSelect<Choice extends string>({ label, choices, words, value, onChoose }: FilterSelectProps<Choice>) {
  const { i18n } = useLingui()
  return (
    <select
      className="form-select lk-market-order"
      aria-label={label}
      value={value}
      onChange={(event) => {
        const choice = choices.find((known) => known === event.target.value)
        if (choice) onChoose(choice)
      }}
    >
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {i18n._(words[choice])}
        </option>
      ))}
    </select>
  )
}

type PluginSearchProps = { search: string; onSearch: (search: string) => void }

/** Shorter than between two words, longer than between two keys. */
const PAUSE_MS = 100

/** Keeps what is typed, so that a key draws the field at once, and what it finds with the next pause. */
function PluginSearch({ search, onSearch }: PluginSearchProps) {
  const { t } = useLingui()
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(pause.current), [])
  const [typed, setTyped] = useState({ text: search, isPending: false })
  // the search is taken back by others too
  const text = typed.isPending || typed.text.trim() === search.trim() ? typed.text : search
  return (
    <SearchBox
      label={t`Search plugins by name, author, licence or offer`}
      placeholder={t`Name, author, licence, offer`}
      value={text}
      onChange={(changed) => {
        setTyped({ text: changed, isPending: true })
        clearTimeout(pause.current)
        pause.current = setTimeout(() => {
          startTransition(() => {
            onSearch(changed)
            setTyped({ text: changed, isPending: false })
          })
        }, PAUSE_MS)
      }}
    />
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

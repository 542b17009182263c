import '../ui/choices.css'
import { useLingui, Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import type { Marketplace, TaggedPlugins } from '#contract/marketplace.ts'
import { locale, quantity } from '../ui/format.ts'
import { CatalogueSource } from './catalogue-source.tsx'
import {
  ALL_PLUGINS,
  countsToChoose,
  findPlugins,
  havingKeys,
  havingPresence,
  listPlugins,
  shownPlugins,
  sortPlugins,
  type PluginView,
} from './listed-plugins.ts'
import { InstalledInGlpi } from './installed-in-glpi.tsx'
import { PluginFilter } from './plugin-filter.tsx'
import { PluginList } from './plugin-list.tsx'
import { installedQuery, taggedQuery, tagsQuery } from './queries.ts'
import { WhatStops } from './what-stops.tsx'
import { LazyCauseTitle } from '../shared/cause/lazy.tsx'
import { FailureMessage } from '../shared/failure-message.tsx'
import { Loading } from '../ui/loading.tsx'
import { Message } from '../ui/message.tsx'
import { markInstalled } from '#domain/installed-plugins.ts'
import { countOpen } from '#domain/marketplace.ts'
import type { Tone } from '../ui/tone.ts'

export function CatalogueView({ instance, marketplace }: { instance: string; marketplace: Marketplace }) {
  const { i18n } = useLingui()
  const { plugins, glpiVersion } = marketplace
  const [view, setView] = useState(ALL_PLUGINS)
  const change = useCallback((changes: Partial<PluginView>) => setView((before) => ({ ...before, ...changes })), [])
  const [tag, setTag] = useState('')
  const tagged = useQuery(taggedQuery(instance, tag))
  const installed = useQuery(installedQuery(instance)).data?.seen?.plugins
  const marks = useMemo(() => (installed ? markInstalled(installed, plugins) : null), [installed, plugins])
  // decides the order of letters
  const language = locale(i18n.locale)
  const all = useMemo(() => listPlugins(plugins, language), [plugins, language])
  const { search, standings, order, presence } = view
  const sorted = useMemo(() => sortPlugins(all, order), [all, order])
  const keys = tagged.data?.keys
  const inTag = useMemo(() => (tag === '' ? sorted : havingKeys(sorted, keys ?? [])), [sorted, tag, keys])
  const present = useMemo(() => havingPresence(inTag, presence, marks), [inTag, presence, marks])
  const matching = useMemo(() => findPlugins(present, search), [present, search])
  const shown = useMemo(() => shownPlugins(matching, standings), [matching, standings])
  const counts = useMemo(() => countsToChoose(all, matching), [all, matching])
  const clear = useCallback(() => {
    change({ ...ALL_PLUGINS, order })
    setTag('')
  }, [change, order])
  // none of it changes while somebody types
  const about = useMemo(
    () => (
      <>
        <PluginCounts {...marketplace} />
        <WhatStops marketplace={marketplace} />
        <InstalledInGlpi instance={instance} marketplace={marketplace} />
        <CatalogueSource marketplace={marketplace} />
      </>
    ),
    [instance, marketplace],
  )
  return (
    <>
      {about}
      <PluginFilter
        total={plugins.length}
        shown={shown.length}
        found={matching.length}
        counts={counts}
        view={view}
        knowsInstalled={marks !== null}
        onChange={change}
      >
        <TagChoice instance={instance} tag={tag} onTag={setTag} />
      </PluginFilter>
      {tag !== '' && <TagNote tagged={tagged.data} error={tagged.error} onRetry={() => void tagged.refetch()} />}
      <PluginList
        shown={shown}
        marks={marks}
        glpiVersion={glpiVersion}
        glpiMarketplace={marketplace.glpiMarketplace}
        onClear={clear}
      />
    </>
  )
}

type TagNoteProps = { tagged: TaggedPlugins | undefined; error: Error | null; onRetry: () => void }

/** Why the plugins of a tag are not all there. */
function TagNote({ tagged, error, onRetry }: TagNoteProps) {
  if (error) return <FailureMessage error={error} onRetry={onRetry} />
  if (!tagged) return <Loading />
  if (tagged.complete) return null
  return (
    <Message tone="warning" title={<Trans>Not all plugins with this tag are known</Trans>}>
      {tagged.cause && (
        <p>
          <LazyCauseTitle code={tagged.cause} />
        </p>
      )}
    </Message>
  )
}

type PluginCountsProps = Pick<Marketplace, 'counts' | 'plugins' | 'glpiVersion' | 'isRunning'>

/** How much of the catalogue this GLPI may have. */
function PluginCounts({ counts, plugins, glpiVersion, isRunning }: PluginCountsProps) {
  const fitting = plugins.filter(({ version }) => version !== null).length
  return (
    <dl className="lk-counts lk-market-counts">
      <Count tone="neutral" number={fitting}>
        {glpiVersion === null ? <Trans>with a version</Trans> : <Trans>for GLPI {glpiVersion}</Trans>}
      </Count>
      <Count tone="success" number={countOpen(counts)}>
        {isRunning === false ? <Trans>open once your key runs</Trans> : <Trans>open with your key</Trans>}
      </Count>
      <Count tone="warning" number={counts['needs-offer']}>
        <Trans>need another offer</Trans>
      </Count>
      <Count tone="neutral" number={counts['no-version']}>
        <Trans>have no version for it</Trans>
      </Count>
    </dl>
  )
}

const Count = ({ tone, number, children }: { tone: Tone; number: number; children: ReactNode }) => (
  <div className="lk-count" data-tone={tone}>
    <dt>{children}</dt>
    <dd className="lk-count-number lk-tone-text">{quantity(number)}</dd>
  </div>
)

type TagChoiceProps = {
  instance: string
  /** '': all plugins. */
  tag: string
  onTag: (tag: string) => void
}

/** Left out where GLPI Network gives no tags: nothing else depends on them. */
function TagChoice({ instance, tag, onTag }: TagChoiceProps) {
  const { t } = useLingui()
  const { data } = useQuery(tagsQuery(instance))
  if (!data || data.tags.length === 0) return null
  return (
    <select
      className="form-select lk-market-order"
      aria-label={t`Tag`}
      value={tag}
      onChange={(event) => onTag(event.target.value)}
    >
      <option value="">{t`All tags`}</option>
      {data.tags.map(({ key, name }) => (
        <option key={key} value={key} translate="no">
          {capitalized(name)}
        </option>
      ))}
    </select>
  )
}

/** As GLPI shows tags. */
const capitalized = (name: string): string => name.charAt(0).toLocaleUpperCase() + name.slice(1)

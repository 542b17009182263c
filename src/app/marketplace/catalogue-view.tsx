import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { Marketplace } from '#contract/marketplace.ts'
import { locale } from '../ui/format.ts'
import { CatalogueSource } from './catalogue-source.tsx'
import { ALL_PLUGINS, countsToChoose, findPlugins, havingKeys, listPlugins, shownPlugins } from './listed-plugins.ts'
import { PluginCounts } from './plugin-counts.tsx'
import { PluginFilter } from './plugin-filter.tsx'
import { PluginList } from './plugin-list.tsx'
import { taggedQuery } from './queries.ts'
import { TagChoice } from './tag-choice.tsx'
import { TagNote } from './tag-note.tsx'
import { WhatStops } from './what-stops.tsx'

export function CatalogueView({ instance, marketplace }: { instance: string; marketplace: Marketplace }) {
  const { i18n } = useLingui()
  const { plugins, glpiVersion } = marketplace
  const [view, setView] = useState(ALL_PLUGINS)
  const [tag, setTag] = useState('')
  const tagged = useQuery(taggedQuery(instance, tag))
  // decides the order of letters
  const language = locale(i18n.locale)
  const all = useMemo(() => listPlugins(plugins, language), [plugins, language])
  // typing goes before drawing what it finds
  const search = useDeferredValue(view.search)
  const { standings, order } = view
  const keys = tagged.data?.keys
  const inTag = useMemo(() => (tag === '' ? all : havingKeys(all, keys ?? [])), [all, tag, keys])
  const matching = useMemo(() => findPlugins(inTag, search), [inTag, search])
  const shown = useMemo(() => shownPlugins(matching, { standings, order }), [matching, standings, order])
  const counts = useMemo(() => countsToChoose(matching, standings), [matching, standings])
  const clear = useCallback(() => {
    setView((before) => ({ ...ALL_PLUGINS, order: before.order }))
    setTag('')
  }, [])
  // none of it changes while somebody types
  const about = useMemo(
    () => (
      <>
        <PluginCounts {...marketplace} />
        <WhatStops marketplace={marketplace} />
        <CatalogueSource marketplace={marketplace} />
      </>
    ),
    [marketplace],
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
        onView={setView}
      >
        <TagChoice instance={instance} tag={tag} onTag={setTag} />
      </PluginFilter>
      {tag !== '' && <TagNote tagged={tagged.data} error={tagged.error} onRetry={() => void tagged.refetch()} />}
      <PluginList shown={shown} glpiVersion={glpiVersion} onClear={clear} />
    </>
  )
}

import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { useLocationProperty } from 'wouter/use-browser-location'
import { readView, writeView, type ListView } from './list-view.ts'

/** Browsers take a limited number of changes of the address in a while: not one for every key. */
const TYPING_PAUSE_MS = 300

/** The view that the address asks for, and how to change it. What is being typed counts at once, and is in the address soon. */
export function useListView(): [ListView, (view: ListView) => void] {
  const [path, go] = useLocation()
  // not wouter's `useSearch`, which decodes the query once too often
  const query = useLocationProperty(() => location.search)
  const stored = useMemo(() => readView(query), [query])
  const [draft, setDraft] = useState<{ search: string; over: string } | null>(null)
  const search = draft?.over === stored.search ? draft.search : stored.search
  const view = useMemo(() => ({ ...stored, search }), [stored, search])

  const write = (next: ListView) => go([path, writeView(next)].filter(Boolean).join('?'), { replace: true })
  const writeTyped = useEffectEvent(() => write(view))
  useEffect(() => {
    if (search === stored.search) return undefined
    const timer = setTimeout(writeTyped, TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [search, stored.search])

  function change(next: ListView) {
    if (next.search === view.search || next.search === '') write(next)
    setDraft({ search: next.search, over: stored.search })
  }
  return [view, change]
}

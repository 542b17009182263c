import { useSyncExternalStore, useEffect, useMemo } from 'react'
import { MAX_PASTE_CHARACTERS } from '#domain/text-encoding.ts'
import type { KeyInspection } from '#domain/key.ts'
import { lazyWithRetry, untilLoaded } from '../../ui/lazy-with-retry.ts'
import { whenIdle } from '../../ui/when-idle.ts'

type Inspector = typeof import('#domain/key.ts')

let inspector: Inspector | null = null
const watchers = new Set<() => void>()

/** The code that inspects a key text, loaded once. @throws the browser's TypeError if it cannot be loaded. */
export async function loadInspector(): Promise<Inspector> {
  if (inspector !== null) return inspector
  const loaded = await import('#domain/key.ts')
  inspector = loaded
  for (const watcher of watchers) watcher()
  whenIdle(() => void rehearse(loaded))
  return loaded
}

/** Before anybody pastes, so that the first paste has less to wait for. */
async function rehearse(loaded: Inspector): Promise<void> {
  const { rehearsePaste } = await untilLoaded(() => import('./rehearsal.tsx'))
  await rehearsePaste(loaded)
}

const current = (): Inspector | null => inspector

/** null until it is loaded. */
export const useInspector = (): Inspector | null => useSyncExternalStore(watch, current, current)

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const LazyInspectionSummary = lazyWithRetry(() => import('./inspection-summary.tsx'), 'InspectionSummary')
export const LazyHighlightedCopy = lazyWithRetry(() => import('./highlighted-copy.tsx'), 'HighlightedCopy')

/**
 * What is known of the text in the box. Each text is inspected once. null while the inspector is still loading, and for a text
 * that is too long.
 */
export function useInspection(text: string): KeyInspection | null {
  const loaded = useInspector()
  useEffect(() => {
    // by the time of the paste everything is there, so that it sets off no request at all
    void untilLoaded(loadInspector)
    for (const part of [LazyInspectionSummary, LazyHighlightedCopy]) void part.preload()
  }, [])
  return useMemo(
    () => (text.length <= MAX_PASTE_CHARACTERS ? (loaded?.inspectKey(text) ?? null) : null),
    [loaded, text],
  )
}

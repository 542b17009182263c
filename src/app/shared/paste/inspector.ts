import { useSyncExternalStore, useEffect, useMemo } from 'react'
import { MAX_PASTE_CHARACTERS } from '#domain/text-encoding.ts'
import type { KeyInspection } from '#domain/key.ts'
import { lazyWithRetry, untilLoaded } from '../../ui/lazy-with-retry.ts'

type Inspector = typeof import('#domain/key.ts')

let inspector: Inspector | null = null
const watchers = new Set<() => void>()

/** The code that inspects a key text, loaded once. @throws the browser's TypeError if it cannot be loaded. */
export async function loadInspector(): Promise<Inspector> {
  if (inspector !== null) return inspector
  inspector = await import('#domain/key.ts')
  for (const watcher of watchers) watcher()
  return inspector
}

const current = (): Inspector | null => inspector

/** null until it is loaded. */
export const useInspector = (): Inspector | null => useSyncExternalStore(watch, current, current)

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

const loadSummary = () => import('./inspection-summary.tsx')
const loadMarks = () => import('./highlighted-copy.tsx')

export const LazyInspectionSummary = lazyWithRetry(loadSummary, 'InspectionSummary')
export const LazyHighlightedCopy = lazyWithRetry(loadMarks, 'HighlightedCopy')

/**
 * What is known of the text in the box. Each text is inspected once. null while the inspector is still loading, and for a text
 * that is too long.
 */
export function useInspection(text: string): KeyInspection | null {
  const loaded = useInspector()
  useEffect(() => {
    // by the time of the paste everything is there, so that it sets off no request at all
    for (const load of [loadInspector, loadSummary, loadMarks]) void untilLoaded<unknown>(load)
  }, [])
  return useMemo(
    () => (text.length <= MAX_PASTE_CHARACTERS ? (loaded?.inspectKey(text) ?? null) : null),
    [loaded, text],
  )
}

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
  rehearse(loaded, REHEARSALS)
  return loaded
}

/**
 * Inspects a text before there is one to inspect. The browser compiles a function when it is first called, and better when it is
 * called again: the first paste would take a fifth longer.
 */
function rehearse(loaded: Inspector, times: number): void {
  whenIdle(() => {
    const { key } = loaded.inspectKey(LIKE_A_MAIL)
    if (key !== null) loaded.fingerprintOf(key)
    if (times > 1) rehearse(loaded, times - 1)
  })
}

const REHEARSALS = 4
const LIKE_A_MAIL = `${'Bonjour \u00a0! '.repeat(200)}\n> votre cl\u00e9\u00a0: eyJpZCI6Nywic2lnbmF0dXJlIjoiM3EyKzd3PT0ifQ&#61;&#61;\n<br>-- \n`

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

import { useSyncExternalStore } from 'react'

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

/** null until it is loaded. */
export const useInspector = (): Inspector | null => useSyncExternalStore(watch, () => inspector)

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

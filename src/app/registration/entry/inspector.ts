import { useSyncExternalStore, useRef, useState } from 'react'

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

/** A button pressed before the page can inspect the text need not be pressed again: the press waits. */
export function usePress() {
  const latest = useRef(0)
  const [status, setStatus] = useState<'idle' | 'waiting' | 'failed'>('idle')

  /** A later press or another text replaces a press that still waits. */
  function cancel() {
    latest.current += 1
    setStatus('idle')
  }

  async function press(act: () => Promise<void>) {
    latest.current += 1
    const current = latest.current
    setStatus('waiting')
    const isLoaded = await loadInspector().then(
      () => true,
      () => false,
    )
    if (current !== latest.current) return
    setStatus(isLoaded ? 'idle' : 'failed')
    if (isLoaded) await act()
  }

  return { status, press, cancel }
}

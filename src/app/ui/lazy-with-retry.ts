import { createContext, createElement, use, useSyncExternalStore, type ComponentType, type ReactNode } from 'react'

/** A file of the page that could not be had. */
type Missing = { notBefore: number; tryAgain: () => void }

const LONGEST_PAUSE_MS = 60_000
const missing = new Set<Missing>()
const watchers = new Set<() => void>()

/** A component that is loaded when it is first shown, or earlier. */
export type LazyComponent<Props> = ComponentType<Props> & {
  /** Resolves once it can be shown without a fallback, or once one try has failed: then it is loaded when it is shown. */
  preload: () => Promise<void>
}

/** What stands in for a component that has not come yet: the fallback of the nearest `LoadingBoundary`. */
export const LoadingFallback = createContext<ReactNode>(null)

/** Until the component has come, however long, the fallback of its `LoadingBoundary` is shown. */
export function lazyWithRetry<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyComponent<Props> {
  let loaded: ComponentType<Props> | null = null
  let loading: Promise<void> | null = null
  const current = () => loaded

  async function keepLoaded(): Promise<void> {
    const module = await untilLoaded(load)
    loaded = module[name]
    tell()
  }
  const start = () => (loading ??= keepLoaded())

  // React's own `lazy` shows the fallback even for what is there, and keeps it on screen for 300 ms
  function Lazy(props: Props) {
    const Loaded = useSyncExternalStore(watch, current, current)
    const fallback = use(LoadingFallback)
    if (Loaded) return createElement(Loaded, props)
    void start()
    return fallback
  }
  return Object.assign(Lazy, { preload: () => load().then(start, () => void start()) })
}

/**
 * Never rejects: what could not be loaded is tried again when the gateway next answers anything, after growing pauses,
 * because a newer gateway may answer and not have the file. Chromium asks again for a module that failed; React's `lazy`
 * does not.
 */
export async function untilLoaded<T>(load: () => Promise<T>): Promise<T> {
  const entry: Missing = { notBefore: 0, tryAgain: () => undefined }
  for (let pause = 0; ; pause = Math.min(LONGEST_PAUSE_MS, 2 * pause || 2000)) {
    try {
      const loaded = await load()
      if (missing.delete(entry)) tell()
      return loaded
    } catch {
      entry.notBefore = performance.now() + pause
      const again = new Promise<void>((resolve) => (entry.tryAgain = resolve))
      if (!missing.has(entry)) {
        missing.add(entry)
        tell()
      }
      await again
    }
  }
}

/** To be called for each answer of the gateway: it sends the files too. */
export function gatewayAnswered(): void {
  for (const { notBefore, tryAgain } of missing) if (performance.now() >= notBefore) tryAgain()
}

/** A person asks, and need not wait for a pause to end. */
export function loadMissing(): void {
  for (const { tryAgain } of missing) tryAgain()
}

/** Whether anything that is to be shown could not be loaded, so far. */
export const useIsMissing = (): boolean => useSyncExternalStore(watch, () => missing.size > 0)

function tell() {
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

import { createElement, use, useSyncExternalStore, type ComponentType } from 'react'

/** A file of the page that could not be had. */
type Missing = { notBefore: number; tryAgain: () => void }

const LONGEST_PAUSE_MS = 60_000
const missing = new Set<Missing>()
const watchers = new Set<() => void>()
/** How many were loaded. */
let loads = 0

/** A component that is loaded when it is first shown, or earlier. */
export type LazyComponent<Props> = ComponentType<Props> & {
  /** Resolves once it can be shown without a fallback, or once one try has failed: then it is loaded when it is shown. */
  preload: () => Promise<void>
}

/** Until the component has come, however long, its `LoadingBoundary` shows the fallback. */
export function lazyWithRetry<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyComponent<Props> {
  let loaded: ComponentType<Props> | null = null
  let loading: Promise<ComponentType<Props>> | null = null
  const keep = (module: Record<Name, ComponentType<Props>>) => (loaded = module[name])

  function Lazy(props: Props) {
    // React's own `lazy` shows the fallback even for what is there
    const Loaded = loaded ?? use((loading ??= untilLoaded(load).then(keep)))
    return createElement(Loaded, props)
  }
  return Object.assign(Lazy, {
    preload: () =>
      load().then(
        (module) => void keep(module),
        () => undefined,
      ),
  })
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
      missing.delete(entry)
      loads += 1
      tell()
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

const countLoads = (): number => loads

/** Renders again each time something was loaded. */
export const useLoads = (): number => useSyncExternalStore(watch, countLoads, countLoads)

function tell() {
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

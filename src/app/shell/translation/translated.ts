import { useSyncExternalStore } from 'react'
import { followTranslation } from './follow-translation.ts'

let isOn = false
const watchers = new Set<() => void>()

/** From before the first text is on the page. */
export function watchTranslation(): void {
  followTranslation(document, (now) => {
    if (now === isOn) return
    isOn = now
    for (const watcher of watchers) watcher()
  })
}

/** Whether the browser translates the page. */
export const useIsTranslated = (): boolean => useSyncExternalStore(watch, () => isOn)

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

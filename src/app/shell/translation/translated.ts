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

const isTranslated = (): boolean => isOn

/** Whether the browser translates the page. */
export const useIsTranslated = (): boolean => useSyncExternalStore(watch, isTranslated, isTranslated)

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

import { useEffect, useState } from 'react'
import { whenIdle } from './when-idle.ts'

/** How many stand-ins for what is still loading are on screen. */
let standIns = 0
let hasLoaded = false
const watchers = new Set<() => void>()

/** @returns to be called when the stand-in is gone. */
export function noteLoading(): () => void {
  standIns += 1
  return () => {
    standIns -= 1
    // another may take its place in the same step
    queueMicrotask(tellWhenLoaded)
  }
}

function tellWhenLoaded(): void {
  if (standIns > 0) return
  hasLoaded = true
  for (const watcher of watchers) watcher()
}

/** Whether all that the first page is for has come: what may be loaded after it waits for that. */
export function useHasLoaded(): boolean {
  const [loaded, setLoaded] = useState(hasLoaded)
  useEffect(() => {
    const onLoaded = () => setLoaded(true)
    watchers.add(onLoaded)
    // loading the rest takes the browser as long as drawing what there is
    if (!hasLoaded) whenIdle(tellWhenLoaded)
    return () => void watchers.delete(onLoaded)
  }, [])
  return loaded
}

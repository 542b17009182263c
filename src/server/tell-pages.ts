import type { EventBus } from './event-bus.ts'
import { sharedPartsOf, type Store } from './store/database.ts'
import { changesOfOthers, otherWriters } from './store/other-writers.ts'

const BEAT_MS = 20_000
/** How soon a page shows what the command line has changed. */
const OTHERS_MS = 500

type PagesParts = {
  events: EventBus
  store: Store
  /** Of a run that another replica works on. */
  tellOfCheckAll: (() => Promise<void>) | undefined
  /** Of pages that are shown to support. */
  tellOfTogether: () => Promise<void>
  report: (error: unknown) => void
}

/** Keeps the event streams of open pages alive, and tells them what other processes write. Does nothing while no page is open. */
export function tellPages({ events, store, tellOfCheckAll, tellOfTogether, report }: PagesParts): void {
  const others = changesOfOthers(store)
  // what this replica has written is looked at in vain, and changes nothing
  const anybody = sharedPartsOf(store) ? otherWriters(store) : null
  const tellOfOthers = async () => {
    if (await anybody?.haveWritten()) await events.lookAtSessions()
    if (await others.haveWritten()) events.publish({ type: 'instances' })
    await tellOfCheckAll?.()
    await tellOfTogether()
  }
  events.whileFollowed(() => {
    // what is written from now on is news
    void tellOfOthers().catch(report)
    const timers = [
      setInterval(() => void events.beat().catch(report), BEAT_MS),
      setInterval(() => void tellOfOthers().catch(report), OTHERS_MS),
    ]
    return () => {
      for (const timer of timers) clearInterval(timer)
    }
  })
}

import { setImmediate as giveWay } from 'node:timers/promises'
import { PULSE_MS, type Pulse } from './pulse.ts'

/** How many items are worked on at once, where nothing else is said. */
const AT_ONCE = 8

export type DueQueueParts = {
  /** Claims up to `limit` due items, so that nobody else takes them. */
  claim: (limit: number) => Promise<string[]>
  nextDueAt: () => Promise<number | null>
  work: (id: string) => Promise<void>
  atOnce?: number
  now: () => number
  /** Looks again with each beat: the clock may have been set, and other processes may have written. */
  pulse: Pulse
  report: (error: unknown) => void
}

/** Runs due work, a few items at once. A stuck item blocks only its own slot. */
export function createDueQueue({ claim, nextDueAt, work, atOnce = AT_ONCE, now, pulse, report }: DueQueueParts) {
  const running = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let unfollow: (() => void) | undefined
  let stopped = false
  let turn: Promise<void> = Promise.resolve()

  function begin(id: string): void {
    const mine: Promise<void> = work(id)
      .catch(report)
      .finally(() => {
        running.delete(mine)
        next()
      })
    running.add(mine)
  }

  async function fill(): Promise<void> {
    await giveWay()
    const free = atOnce - running.size
    for (const id of free > 0 ? await claim(free) : []) {
      // work that asks nobody ends within the same tick, and so would all that is due
      await giveWay()
      if (stopped) return
      begin(id)
    }
    // with every slot taken, the next item that ends asks again
    if (running.size === atOnce) return
    const dueAt = await nextDueAt()
    clearTimeout(timer)
    if (stopped || dueAt === null || dueAt - now() > PULSE_MS) return
    timer = setTimeout(next, Math.max(dueAt - now(), 0))
  }

  function next(): void {
    if (stopped) return
    turn = turn.then(fill).catch(report)
  }

  return {
    start(before: () => Promise<void>): void {
      unfollow = pulse.follow(next)
      turn = before().catch(report)
      next()
    },
    wake(): void {
      if (unfollow) next()
    },
    /** Waits until nothing is under way and nothing is due. */
    async settled(): Promise<void> {
      do {
        await turn
        await Promise.all(running)
        await turn
      } while (running.size > 0)
    },
    async stop(): Promise<void> {
      stopped = true
      unfollow?.()
      clearTimeout(timer)
      await turn
      await Promise.all(running)
    },
  }
}

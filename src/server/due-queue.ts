import { setImmediate as giveWay } from 'node:timers/promises'

const AT_ONCE = 8
const LONGEST_SLEEP_MS = 60_000

export type DueQueueParts = {
  /** Claims up to `limit` due items, so that nobody else takes them. */
  claim: (limit: number) => Promise<string[]>
  nextDueAt: () => Promise<number | null>
  work: (id: string) => Promise<void>
  now: () => number
  report: (error: unknown) => void
}

/** Runs due work, a few items at once. A stuck item blocks only its own slot. */
export function createDueQueue({ claim, nextDueAt, work, now, report }: DueQueueParts) {
  const running = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let started = false
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
    // work that asks nobody ends within the same tick, and so would all that is due
    await giveWay()
    const free = AT_ONCE - running.size
    if (free > 0) for (const id of await claim(free)) begin(id)
    // with every slot taken, the next item that ends asks again
    if (running.size === AT_ONCE) return
    const dueAt = await nextDueAt()
    clearTimeout(timer)
    if (stopped) return
    const sleep = dueAt === null ? LONGEST_SLEEP_MS : Math.min(Math.max(dueAt - now(), 0), LONGEST_SLEEP_MS)
    timer = setTimeout(next, sleep)
  }

  function next(): void {
    if (stopped) return
    turn = turn.then(fill).catch(report)
  }

  return {
    start(before: () => Promise<void>): void {
      started = true
      turn = before().catch(report)
      next()
    },
    wake(): void {
      if (started) next()
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
      clearTimeout(timer)
      await turn
      await Promise.all(running)
    },
  }
}

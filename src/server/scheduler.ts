import type { Checker } from './checker.ts'
import type { InstanceStore } from './store/instances.ts'
import type { RegistrationStore } from './store/registrations.ts'

/** A key in hand is nobody else's for this long: longer than any vendor call may take. */
const CLAIM_MS = 60_000
const AT_ONCE = 8
const LONGEST_SLEEP_MS = 60_000

export type SchedulerParts = {
  registrations: RegistrationStore
  instances: InstanceStore
  checker: Checker
  now: () => number
  /** Told of a failure that is ours, never the vendor's. */
  report: (error: unknown) => void
}

/** Re-checks saved keys when they are due, by itself. */
export function createScheduler({ registrations, instances, checker, now, report }: SchedulerParts) {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let round: Promise<void> = Promise.resolve()

  async function checkOne(instanceId: string): Promise<void> {
    const instance = await instances.find(instanceId)
    if (instance) await checker.checkSaved(instance, 'schedule')
  }

  async function checkDue(): Promise<void> {
    const due = await registrations.claimDue(now(), CLAIM_MS, AT_ONCE)
    const outcomes = await Promise.allSettled(due.map(checkOne))
    for (const outcome of outcomes) if (outcome.status === 'rejected') report(outcome.reason)
  }

  async function sleepUntilDue(): Promise<void> {
    const dueAt = await registrations.nextDueAt()
    if (stopped) return
    clearTimeout(timer)
    const sleep = dueAt === null ? LONGEST_SLEEP_MS : Math.min(Math.max(dueAt - now(), 0), LONGEST_SLEEP_MS)
    timer = setTimeout(run, sleep)
  }

  function run(): void {
    round = checkDue().catch(report).then(sleepUntilDue).catch(report)
  }

  return {
    start: run,
    /** After a change of what is due. */
    wake(): void {
      if (stopped) return
      round = round.then(sleepUntilDue).catch(report)
    },
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
export type Scheduler = ReturnType<typeof createScheduler>

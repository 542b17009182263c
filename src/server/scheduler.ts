import { CLOCK_TOLERANCE_SECONDS } from '#domain/clocks.ts'
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
  steady: () => number
  /** Told of a failure that is ours, never the vendor's. */
  report: (error: unknown) => void
}

/** Re-checks saved keys when they are due, by itself. */
export function createScheduler({ registrations, instances, checker, now, steady, report }: SchedulerParts) {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let round: Promise<void> = Promise.resolve()
  /** How far our clock has been set since the start. */
  let movedMs = 0

  async function checkOne(instanceId: string): Promise<void> {
    const instance = await instances.find(instanceId)
    if (instance) await checker.checkSaved(instance, 'schedule')
  }

  /** Verdicts and turns that were dated by another clock are renewed soon. */
  async function noticeJump(): Promise<void> {
    const jumpMs = Math.round(now() - steady()) - movedMs
    if (Math.abs(jumpMs) <= CLOCK_TOLERANCE_SECONDS * 1000) return
    movedMs += jumpMs
    await registrations.clockWasSet(now(), jumpMs)
  }

  async function checkDue(): Promise<void> {
    await noticeJump()
    const due = await registrations.claimDue(now(), CLAIM_MS, AT_ONCE)
    const outcomes = await Promise.allSettled(due.map(checkOne))
    for (const outcome of outcomes) if (outcome.status === 'rejected') report(outcome.reason)
  }

  async function sleepUntilDue(): Promise<void> {
    const dueAt = await registrations.nextDueAt()
    if (stopped) return
    clearTimeout(timer)
    const sleep = dueAt === null ? LONGEST_SLEEP_MS : Math.min(Math.max(dueAt - now(), 0), LONGEST_SLEEP_MS)
    timer = setTimeout(() => turnAfter(Promise.resolve()), sleep)
  }

  /** One turn, once `before` is done. */
  function turnAfter(before: Promise<void>): void {
    round = before.then(checkDue).catch(report).then(sleepUntilDue).catch(report)
  }

  return {
    start: () => turnAfter(registrations.dueFromTheFuture(now())),
    /** Looks at once at what is due, after a change of that. */
    wake(): void {
      if (!stopped) turnAfter(round)
    },
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
export type Scheduler = ReturnType<typeof createScheduler>

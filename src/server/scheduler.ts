import { CLOCK_TOLERANCE_SECONDS } from '#domain/clocks.ts'
import type { Checker } from './checker.ts'
import type { Inspections } from './glpi/inspections.ts'
import type { FormerKeyStore } from './store/former-keys.ts'
import type { GlpiStore } from './store/glpis.ts'
import type { InstanceStore } from './store/instances.ts'
import type { RegistrationStore } from './store/registrations.ts'
import { createDueQueue } from './due-queue.ts'
import type { Pulse } from './pulse.ts'

/** Work is claimed for this long: longer than a question to GLPI Network or an inspection of a GLPI may take. */
const CLAIM_MS = 60_000
/** How long a snapshot of a GLPI counts as fresh. */
const FRESH_MS = 10 * 60_000
const PURGE_EVERY_MS = 3_600_000
const LONGEST_PAUSE_MS = 25 * 3_600_000

export type SchedulerParts = {
  registrations: RegistrationStore
  formerKeys: FormerKeyStore
  glpis: GlpiStore
  instances: InstanceStore
  checker: Checker
  inspections: Inspections
  now: () => number
  steady: () => number
  pulse: Pulse
  /** Called with failures of the gateway itself, never with those of GLPI Network. */
  report: (error: unknown) => void
}

/** Checks saved keys, and inspects GLPIs, when they are due. */
export function createScheduler(parts: SchedulerParts) {
  const { registrations, formerKeys, glpis, instances, checker, inspections, now, steady, pulse, report } = parts
  /** How far our clock has been set since the start. */
  let movedMs = 0

  /** When our clock was set, checks and inspections are scheduled anew. */
  async function noticeJump(): Promise<void> {
    const jumpMs = Math.round(now() - steady()) - movedMs
    if (Math.abs(jumpMs) <= CLOCK_TOLERANCE_SECONDS * 1000) return
    movedMs += jumpMs
    await registrations.clockWasSet(now(), jumpMs)
    await glpis.notLaterThan(now() + LONGEST_PAUSE_MS)
  }

  /** GLPI's id, version and proxy are part of the question to GLPI Network, so they should be current. */
  async function inspectFirst(id: string): Promise<void> {
    const seenAt = (await instances.find(id))?.glpi?.seenAt ?? null
    if (seenAt !== null && Math.abs(now() - seenAt) > FRESH_MS) await inspections.check(id)
  }

  const keys = createDueQueue({
    async claim(limit) {
      await noticeJump()
      return registrations.claimDue(now(), CLAIM_MS, limit)
    },
    nextDueAt: () => registrations.nextDueAt(),
    async work(id) {
      await inspectFirst(id)
      const instance = await instances.find(id)
      if (instance) await checker.checkSaved(instance, 'schedule')
    },
    now,
    pulse,
    report,
  })
  /** Deletes former keys that can no longer be restored, once an hour. */
  let purging: NodeJS.Timeout | undefined
  const purge = () => void formerKeys.purge(now()).catch(report)

  const views = createDueQueue({
    claim: (limit) => glpis.claimDue(now(), CLAIM_MS, limit),
    nextDueAt: () => glpis.nextDueAt(),
    work: async (id) => void (await inspections.check(id)),
    now,
    pulse,
    report,
  })

  return {
    start(): void {
      purge()
      purging = setInterval(purge, PURGE_EVERY_MS)
      keys.start(async () => {
        await registrations.dueFromTheFuture(now())
        await registrations.notLaterThan(now() + LONGEST_PAUSE_MS)
      })
      views.start(async () => void (await glpis.notLaterThan(now() + LONGEST_PAUSE_MS)))
    },
    /** Starts what is due now, after a change of the schedule. */
    wake(): void {
      keys.wake()
      views.wake()
    },
    async stop(): Promise<void> {
      clearInterval(purging)
      await Promise.all([keys.stop(), views.stop()])
    },
  }
}
export type Scheduler = ReturnType<typeof createScheduler>

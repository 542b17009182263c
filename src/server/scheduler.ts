import { setImmediate as giveWay } from 'node:timers/promises'
import { CLOCK_TOLERANCE_SECONDS } from '#domain/clocks.ts'
import { runAsLatchkey } from './actor.ts'
import type { Checker } from './checker.ts'
import type { Inspections } from './glpi/inspections.ts'
import type { FormerKeyStore } from './store/former-keys.ts'
import type { GlpiStore } from './store/glpis.ts'
import type { InstanceStore } from './store/instances.ts'
import type { RegistrationStore } from './store/registrations.ts'
import { createDueQueue } from './due-queue.ts'
import type { Pulse } from './pulse.ts'

/**
 * Work is claimed for this long: longer than a question to GLPI Network and an inspection of a GLPI may take. With `SHARED_PULSE_MS`,
 * another replica takes it over within a minute where this one dies.
 */
const CLAIM_MS = 45_000
/** As many keys are asked about at once, and so many of them at one address of GLPI Network: a silent one leaves the others their places. */
const AT_ONCE = 12
const AT_ONE_ADDRESS = 8
/** How long a snapshot of a GLPI counts as fresh. */
const FRESH_MS = 10 * 60_000
const PURGE_EVERY_MS = 3_600_000
const LONGEST_PAUSE_MS = 25 * 3_600_000

export type SchedulerParts = {
  registrations: RegistrationStore
  formerKeys: FormerKeyStore
  glpis: GlpiStore
  instances: InstanceStore
  checker: Pick<Checker, 'waitMs' | 'checkSaved'>
  inspections: Pick<Inspections, 'check'>
  random: () => number
  now: () => number
  steady: () => number
  pulse: Pulse
  /** Called with failures of the gateway itself, never with those of GLPI Network. */
  report: (error: unknown) => void
}

/** Checks saved keys, and inspects GLPIs, when they are due. */
export function createScheduler(parts: SchedulerParts) {
  const { registrations, formerKeys, glpis, instances, checker, inspections, random, now, steady, pulse, report } =
    parts
  /** How far our clock has been set since the start. */
  let movedMs = 0
  let isStopping = false

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

  /** The addresses that the keys being asked about are at. */
  const addresses = new Map<string, string>()

  function countByAddress(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const address of addresses.values()) counts.set(address, (counts.get(address) ?? 0) + 1)
    return counts
  }
  const fullAddresses = (): string[] =>
    [...countByAddress()].flatMap(([address, count]) => (count >= AT_ONE_ADDRESS ? [address] : []))

  async function claimKeys(free: number): Promise<string[]> {
    const full = fullAddresses()
    const most = Math.max(0, ...[...countByAddress().values()].filter((count) => count < AT_ONE_ADDRESS))
    return registrations.claimDue(now(), CLAIM_MS, Math.min(free, AT_ONE_ADDRESS - most), full)
  }

  /**
   * Nobody waits for these checks: with a vendor that is silent, they wait for a sign of life. All in one write, because ten thousand may
   * be due at once, and the disk is waited for with each.
   * @returns the others.
   */
  async function postponeWaiting(ids: readonly string[]): Promise<string[]> {
    const ready: string[] = []
    const waiting: { instanceId: string; until: number }[] = []
    for (const id of ids) {
      const [instance, saved] = [await instances.find(id), await registrations.find(id)]
      if (!instance || !saved) continue
      const waitMs = await checker.waitMs(instance, saved)
      if (waitMs > 0) {
        waiting.push({ instanceId: id, until: Math.round(now() + waitMs * (1 + random())) })
        continue
      }
      addresses.set(id, instance.servicesUrl)
      ready.push(id)
    }
    if (waiting.length > 0) await registrations.postpone(waiting)
    return ready
  }

  async function claimReady(free: number): Promise<string[]> {
    for (;;) {
      const claimed = await claimKeys(free)
      // no two writes in one turn of the event loop
      await giveWay()
      const ready = await postponeWaiting(claimed)
      if (ready.length > 0 || claimed.length === 0 || isStopping) return ready
      await giveWay()
    }
  }

  async function checkDue(id: string): Promise<void> {
    await inspectFirst(id)
    const instance = await instances.find(id)
    if (instance) await checker.checkSaved(instance, 'schedule')
  }

  const keys = createDueQueue({
    async claim(limit) {
      await noticeJump()
      return claimReady(limit)
    },
    nextDueAt: () => registrations.nextDueAt(fullAddresses()),
    work: (id) => runAsLatchkey(() => checkDue(id)).finally(() => addresses.delete(id)),
    atOnce: AT_ONCE,
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
    work: async (id) => void (await runAsLatchkey(() => inspections.check(id))),
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
    /** Waits until nothing is under way and nothing is due. */
    settled: async (): Promise<void> => void (await Promise.all([keys.settled(), views.settled()])),
    async stop(): Promise<void> {
      isStopping = true
      clearInterval(purging)
      await Promise.all([keys.stop(), views.stop()])
    },
  }
}
export type Scheduler = ReturnType<typeof createScheduler>

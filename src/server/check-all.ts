import { setImmediate as giveWay } from 'node:timers/promises'
import type { CheckAllRun } from '#contract/check-all.ts'
import { forEachLimited } from '#contract/for-each-limited.ts'
import type { Registration } from '#contract/panel.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { createInstanceLocks } from './glpi/instance-locks.ts'
import type { EventBus } from './event-bus.ts'
import { checkRunStore, type StoredOutcome } from './store/check-runs.ts'
import { inOneWrite, recordAudit } from './store/audit.ts'
import { sharedPartsOf, type Store } from './store/database.ts'

/** As many are asked about at once. */
const AT_ONCE = 4
/** The name of the lock that whoever works on a run has, whatever replica that is. */
const RUN = 'check-all run'
/** How often the progress is sent to open pages. */
const TELL_EVERY_MS = 300

export type CheckAllParts = {
  store: Store
  events: Pick<EventBus, 'publish'>
  /** Asks about the saved key of one instance. */
  refresh: (id: string, language: string) => Promise<Registration>
  now: () => number
  report: (error: unknown) => void
}

/** Asks about many keys, a few at a time: one run at a time, which goes on whatever page is open. */
export function createCheckAll({ store, events, refresh, now, report }: CheckAllParts) {
  const runs = checkRunStore(store)
  /** Two presses of a button, one after the other. */
  const replicas = sharedPartsOf(store)?.locks ?? null
  const locks = createInstanceLocks(replicas)
  const alone = <T>(change: () => Promise<T>): Promise<T> => locks.run('check-all', change)
  let running: { stopper: AbortController } | null = null
  /** Those that were cancelled end later: a question that was begun is waited for. */
  const ending = new Set<Promise<void>>()

  const isRunning = async (): Promise<boolean> => running !== null || (await replicas?.isHeld(RUN)) === true

  /** What a person does to a run, and the record of it. */
  const change = (
    action: 'check-all-start' | 'check-all-resume' | 'check-all-cancel' | 'check-all-forget',
    done: (stored: ReturnType<typeof checkRunStore>) => Promise<unknown>,
    facts: Record<string, number> = {},
  ): Promise<void> =>
    inOneWrite(store, async (transaction) => {
      await done(checkRunStore(transaction))
      await recordAudit(transaction, { action, facts }, now())
    })

  async function view(): Promise<CheckAllRun | null> {
    const run = await runs.find()
    // one that nobody works on was cut short when the gateway stopped
    return run && { ...run, phase: run.phase === 'running' && !(await isRunning()) ? 'stopped' : run.phase }
  }

  async function tell(): Promise<void> {
    const run = await view()
    if (!run) return
    const { failures: _, ...progress } = run
    events.publish({ type: 'check-all', run: progress })
  }

  async function work(language: string, signal: AbortSignal): Promise<void> {
    const follow = async () => {
      if ((await runs.find())?.phase === 'cancelled') stopHere()
      await tell()
    }
    const timer = setInterval(() => void follow().catch(report), TELL_EVERY_MS)
    const limits = { concurrency: AT_ONCE, isStopping: () => signal.aborted }
    await forEachLimited(await runs.left(), limits, async (id) => {
      // one that is unknown or has no key asks nobody, and others are answered in between
      await giveWay()
      const outcome = await checkOne(id, language)
      // an answer that was cut short is none
      if (!signal.aborted) await runs.record(id, outcome)
    }).finally(() => clearInterval(timer))
  }

  async function checkOne(id: string, language: string): Promise<StoredOutcome> {
    try {
      const { vendor, freshness } = await refresh(id, language)
      const isChecked = vendor.verdict !== 'no-answer' && freshness.source !== 'remembered'
      return isChecked ? { isChecked } : { isChecked, why: vendor.cause }
    } catch (error) {
      if (!(error instanceof ProblemError)) report(error)
      return { isChecked: false, why: error instanceof ProblemError ? error.code : 'unexpected' }
    }
  }

  /** @returns once it has begun. */
  async function beginRun(language: string): Promise<void> {
    const stopper = new AbortController()
    const run = { stopper }
    const finish = async () => {
      await work(language, stopper.signal).catch(report)
      if (!stopper.signal.aborted) await runs.setPhase('ended')
      if (running === run) running = null
      await tell()
    }
    const begin = async () => {
      running = run
      const ended: Promise<void> = finish()
        .catch(report)
        .finally(() => ending.delete(ended))
      ending.add(ended)
      return { ended }
    }
    if (replicas === null) return void (await begin())
    const cancelled = new Promise<unknown>((resolve) => stopper.signal.addEventListener('abort', resolve))
    await new Promise<void>((begun, fail) => {
      const held = replicas.run(RUN, async () => {
        const { ended } = await begin()
        begun()
        await Promise.race([ended, cancelled])
      })
      held.catch(fail)
    })
  }

  function stopHere(): void {
    running?.stopper.abort()
    running = null
  }

  /** What was last told of a run elsewhere. */
  let told = ''

  return {
    view,

    start: (ids: readonly string[], language: string): Promise<CheckAllRun | null> =>
      alone(async () => {
        if (!(await isRunning())) {
          await change('check-all-start', (stored) => stored.start(ids), { instances: new Set(ids).size })
          await beginRun(language)
        }
        return view()
      }),

    resume: (language: string): Promise<CheckAllRun | null> =>
      alone(async () => {
        const run = await view()
        if (run?.phase === 'stopped' || run?.phase === 'cancelled') {
          await change('check-all-resume', (stored) => stored.setPhase('running'))
          await beginRun(language)
        }
        return view()
      }),

    cancel: (): Promise<CheckAllRun | null> =>
      alone(async () => {
        if (await isRunning()) {
          await change('check-all-cancel', (stored) => stored.setPhase('cancelled'))
          stopHere()
          // another replica that works on it lets go once it has seen that
          await replicas?.run(RUN, async () => undefined)
          await tell()
        }
        return view()
      }),

    /** One that is running is not forgotten. */
    forget: (): Promise<void> =>
      alone(async () => {
        if (!(await isRunning()) && (await runs.find())) await change('check-all-forget', (stored) => stored.forget())
      }),

    /** Tells open pages of a run that another replica works on, whenever it got further. */
    tellOfOthers: async (): Promise<void> => {
      if (running) return
      const run = await runs.find()
      const state = JSON.stringify(run)
      if (state !== told) await tell()
      told = state
    },

    /** What is left stays to be done. @returns once nothing is under way. */
    async stop(): Promise<void> {
      running?.stopper.abort()
      await Promise.all(ending)
    },
  }
}
export type CheckAllService = ReturnType<typeof createCheckAll>

import { randomBytes } from 'node:crypto'
import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { ClockReading } from '#domain/clocks.ts'
import { conclude } from '#domain/conclusion.ts'
import type { Diagnosis, Step } from '#domain/diagnosis.ts'
import { supportCodeOf } from '#domain/support-code.ts'
import { planOf } from './probe/plan.ts'
import { startRun } from './probe/run.ts'
import { scrubFor } from './probe/scrub.ts'
import { textStep } from './probe/text-step.ts'
import { walk } from './probe/walk.ts'
import { routeOf, type RouteOptions } from './question.ts'

export type DiagnoseOptions = RouteOptions & {
  uid: string
  language: string
  /** As pasted or as saved; null looks at the way alone. Text that is no clean key is judged (step `text`), never sent, never repaired. */
  keyText: string | null
  /** Clocks the caller read itself (browser). */
  clocks?: readonly ClockReading[]
  /** Extra steps after the vendor's chain (a GLPI look). */
  after?: (
    emit: (line: DiagnosisLine) => void,
    signal: AbortSignal,
  ) => Promise<{ steps: Step[]; clocks: ClockReading[] }>
  signal?: AbortSignal
  /** Whole run; 20_000 by default. */
  budgetMs?: number
  now?: () => number
}

/** Looks at every link between here and GLPI Network's verdict. Never throws; emits begin, start…, step…, clock…, end (no end when aborted). */
export async function diagnose(options: DiagnoseOptions, emit: (line: DiagnosisLine) => void): Promise<Diagnosis> {
  const { keyText, uid, language, clocks = [], now = Date.now, budgetMs = 20_000 } = options
  const signal = options.signal ?? new AbortController().signal
  const route = routeOf(options)
  const id = randomBytes(12).toString('base64url').replace(/[-_]/g, '0')
  const startedAt = new Date(now()).toISOString()
  const services = `${route.base.origin}${route.base.pathname.replace(/\/api\/$/, '')}`
  emit({ line: 'begin', id, startedAt, services, plan: planOf(route) })

  const run = startRun(emit, scrubFor(keyText), signal)
  for (const reading of clocks) run.clock(reading)
  const key = await textStep(run, keyText)
  const observation = await walk(run, { route, key, uid, language, now, budgetMs })
  if (options.after && !signal.aborted) {
    const more = await options.after(emit, signal)
    run.steps.push(...more.steps)
    run.clocks.push(...more.clocks)
  }

  const conclusion = conclude(run.steps, run.clocks)
  const supportCode = supportCodeOf(conclusion)
  const endedAt = new Date(now()).toISOString()
  if (!signal.aborted) emit({ line: 'end', endedAt, conclusion, supportCode })
  return {
    id,
    startedAt,
    endedAt,
    services,
    steps: run.steps,
    clocks: run.clocks,
    observation,
    conclusion,
    supportCode,
  }
}

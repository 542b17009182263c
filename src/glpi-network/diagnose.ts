import { randomInt } from 'node:crypto'
import type { Origin } from '#contract/asked-as.ts'
import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { scrubFor } from '#contract/scrub/scrub.ts'
import { isSendable } from '#contract/sendable.ts'
import type { ClockReading } from '#domain/clocks.ts'
import { conclude } from '#domain/conclusion.ts'
import type { Diagnosis } from '#domain/diagnosis.ts'
import { supportCodeOf } from '#domain/support-code.ts'
import { runExtraSteps, type ExtraSteps } from './probe/extra-steps.ts'
import { monotonicClock } from './probe/clock-jump.ts'
import { plannedSteps } from './probe/plan.ts'
import { startProbeRun } from './probe/run.ts'
import { correctForClockJump } from './probe/clock-jump.ts'
import { textStep } from './probe/text-step.ts'
import { probeDirectPath, probeUsedPath } from './probe/paths.ts'
import { NEVER_ABORTED, startDeadline } from '#net/deadline.ts'
import { networkPathOf, type NetworkPathOptions } from './question.ts'
import { noAnswer } from './reading.ts'

export type DiagnoseOptions = NetworkPathOptions & {
  /** null: none is sent. */
  uid: string | null
  /** Where it comes from, for the report; `given` by default. */
  uidFrom?: Origin
  language: string
  /** As pasted or as saved; null tests the network path alone. Text that is not a clean key is judged (step `text`), never sent, never repaired. */
  keyText: string | null
  /** Clocks the caller read itself (browser). */
  clocks?: readonly ClockReading[]
  /** Extra steps that run beside these and are listed after them, such as the inspection of a GLPI. */
  after?: ExtraSteps
  signal?: AbortSignal
  /** Whole run; 20_000 by default. */
  budgetMs?: number
  now?: () => number
  /** Name servers that are compared with the system's own answer, `address:port`; left out, the system's. */
  dnsServers?: readonly string[]
}

/** Tests every step from here to GLPI Network's verdict. Never throws. Emits begin, start…, step…, clock…, end (no end when aborted). */
export async function diagnose(options: DiagnoseOptions, listener: (line: DiagnosisLine) => void): Promise<Diagnosis> {
  const { keyText, uid, uidFrom = 'given', language, dnsServers, budgetMs = 20_000, now = Date.now } = options
  const route = networkPathOf(options)
  const emit = ignoringListenerErrors(listener)
  const id = correlationId()
  const startedAt = new Date(now()).toISOString()
  const services = `${route.base.origin}${route.base.pathname}`.replace(/\/api\/$/, '')
  emit({ line: 'begin', id, startedAt, services, plan: plannedSteps(route) })

  const clock = monotonicClock(now)
  const { signal, clear } = startDeadline({ ms: Infinity, signal: options.signal ?? NEVER_ABORTED })
  const secrets = keyText !== null && isSendable(keyText) ? [keyText] : []
  const run = startProbeRun({ emit, scrub: scrubFor(secrets), signal, budgetMs })
  for (const reading of options.clocks ?? []) run.clock(reading)
  const more = runExtraSteps(options.after, emit, { ms: budgetMs, signal }, clock)
  const key = await textStep(run, keyText)
  const probe = { route, key, uid, idFrom: uid === null ? null : uidFrom, language, now: clock.now, dnsServers }
  if (route.proxy) run.alongside(probeDirectPath(run, probe))
  const answered = await probeUsedPath(run, probe).finally(run.close)
  const extra = await more

  const ended = run.ended()
  const jumpMs = clock.jumpMs()
  const observation = correctForClockJump(
    run,
    answered ?? (key === null || ended === null ? null : noAnswer(ended)),
    jumpMs,
  )
  clear()
  const steps = [...run.steps(), ...extra.steps]
  const clocks = [...run.clocks(), ...extra.clocksAt(jumpMs)]
  const conclusion = conclude(steps, clocks, startedAt)
  const supportCode = supportCodeOf(conclusion)
  const endedAt = new Date(now()).toISOString()
  if (!signal.aborted) emit({ line: 'end', endedAt, conclusion, supportCode })
  return { id, startedAt, endedAt, services, steps, clocks, observation, conclusion, supportCode }
}

/** A listener that fails does not end the run. */
const ignoringListenerErrors =
  (listener: (line: DiagnosisLine) => void) =>
  (line: DiagnosisLine): void => {
    try {
      listener(line)
    } catch {
      // this does not make the run fail
    }
  }

const CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'
const correlationId = (): string => Array.from({ length: 16 }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join('')

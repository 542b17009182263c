import { randomInt } from 'node:crypto'
import type { Origin } from '#contract/asked-as.ts'
import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { scrubFor } from '#contract/scrub/scrub.ts'
import { isSendable } from '#domain/key-text/whole-key.ts'
import type { ClockReading } from '#domain/clocks.ts'
import { conclude } from '#domain/conclusion.ts'
import type { Diagnosis, Step } from '#domain/diagnosis.ts'
import { supportCodeOf } from '#domain/support-code.ts'
import { plannedSteps } from './probe/plan.ts'
import { startProbeRun, type ProbeRun } from './probe/run.ts'
import { textStep } from './probe/text-step.ts'
import { probeDirectPath, probeUsedPath } from './probe/paths.ts'
import { NEVER_ABORTED, startDeadline, waitUntil, type TimeLimit } from '#net/deadline.ts'
import { networkPathOf, type NetworkPathOptions } from './question.ts'
import { noAnswer } from './reading.ts'
import type { NoAnswer, Observation } from '#domain/verdict.ts'

export type DiagnoseOptions = NetworkPathOptions & {
  /** null: none is sent. */
  uid: string | null
  /** Where it comes from, for the report; `given` by default. */
  uidFrom?: Origin
  language: string
  /** As pasted or as saved; null tests the network path alone. Text that is not a clean key is judged (step `text`), never sent, never repaired. */
  keyText: string | null
  /** GLPI Network has asked to be left alone: the path to it is tested, and it is asked nothing. */
  pause?: NoAnswer | null
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
  const { keyText, uid, uidFrom = 'given', language, dnsServers, pause = null } = options
  const { budgetMs = 20_000, now = Date.now } = options
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
  const probe = { route, key, uid, idFrom: uid === null ? null : uidFrom, language, pause, now: clock.now, dnsServers }
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

type ExtraFindings = { steps: Step[]; clocks: ClockReading[] }
type ExtraSteps = (emit: (line: DiagnosisLine) => void, signal: AbortSignal) => Promise<ExtraFindings>

/** Runs the caller's own steps at the same time. Both have the whole time, and neither waits for the other. */
async function runExtraSteps(
  after: ExtraSteps | undefined,
  emit: (line: DiagnosisLine) => void,
  limits: TimeLimit,
  clock: MonotonicClock,
): Promise<{ steps: Step[]; clocksAt: (jumpMs: number) => ClockReading[] }> {
  const { signal, clear } = startDeadline(limits)
  const none: ExtraFindings = { steps: [], clocks: [] }
  const work = async () => (after ? after(emit, signal) : none)
  // a little longer than the signal, so that steps that listen to it can end by themselves
  const limit = { ...limits, ms: limits.ms * 1.05 }
  const { steps, clocks } = await waitUntil(limit, () => new Error('out of time'), work).catch(() => none)
  clear()
  const jumpBefore = clock.jumpMs()
  return {
    steps,
    clocksAt: (jumpMs) => clocks.map((one) => (isJump(jumpMs) ? shiftInstant(one, jumpMs - jumpBefore) : one)),
  }
}

/** A clock that starts with ours and then never jumps. `jumpMs`: how far ours has been set since. */
type MonotonicClock = { now: () => number; jumpMs: () => number }

function monotonicClock(ours: () => number): MonotonicClock {
  const startedAt = ours() - performance.now()
  const now = () => startedAt + performance.now()
  return { now, jumpMs: () => ours() - now() }
}

/** A smaller jump is not worth a mention. */
const JUMP_MS = 1_000

const isJump = (ms: number): boolean => Math.abs(ms) > JUMP_MS

/** Reports that our clock was set during the run, and corrects what was compared with it before. */
function correctForClockJump(run: ProbeRun, observation: Observation | null, jumpMs: number): Observation | null {
  if (!isJump(jumpMs)) return observation
  const earlier = run.clocks()
  run.clock({ clock: 'gateway', offsetSeconds: seconds(jumpMs), uncertaintySeconds: 0, trusted: true })
  for (const reading of earlier) run.clock(shiftInstant(reading, jumpMs))
  if (!observation || observation.verdict === 'no-answer' || observation.clockOffsetMs === null) return observation
  return { ...observation, clockOffsetMs: Math.round(observation.clockOffsetMs - jumpMs) }
}

const shiftInstant = (reading: ClockReading, jumpMs: number): ClockReading => ({
  ...reading,
  offsetSeconds: seconds(reading.offsetSeconds * 1000 - jumpMs),
})

const seconds = (ms: number): number => Math.round(ms) / 1000

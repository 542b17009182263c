import type { ClockReading } from '#domain/clocks.ts'
import type { Conclusion, Planned, Step, StepId } from '#domain/diagnosis.ts'
import type { DiagnosisLine, LatestDiagnosis } from './diagnosis.ts'

/** A diagnosis, finished or still running. */
export type DiagnosisProgress = {
  begun: { id: string; startedAt: string; services: string } | null
  /** Known beforehand, or started meanwhile, in the order in which they came up. */
  planned: readonly Planned[]
  /** Being tried now. */
  trying: readonly StepId[]
  steps: readonly Step[]
  clocks: readonly ClockReading[]
  end: { endedAt: string; conclusion: Conclusion; supportCode: string } | null
}

export const NOT_BEGUN: DiagnosisProgress = { begun: null, planned: [], trying: [], steps: [], clocks: [], end: null }

/** What is known after one more line. */
export function withLine(run: DiagnosisProgress, said: DiagnosisLine): DiagnosisProgress {
  switch (said.line) {
    case 'begin': {
      const { id, startedAt, services, plan } = said
      return { ...NOT_BEGUN, begun: { id, startedAt, services }, planned: plan }
    }
    case 'start': {
      const { line: _, ...started } = said
      return { ...run, planned: withPlanned(run.planned, started), trying: [...run.trying, said.id] }
    }
    case 'step': {
      const { line: _, ...step } = said
      const { id, stage, route } = step
      return {
        ...run,
        planned: withPlanned(run.planned, { id, stage, route }),
        trying: run.trying.filter((other) => other !== id),
        steps: [...run.steps.filter((other) => other.id !== id), step],
      }
    }
    case 'clock': {
      const { line: _, ...reading } = said
      return { ...run, clocks: [...run.clocks.filter(({ clock }) => clock !== reading.clock), reading] }
    }
    case 'end':
      break
  }
  const { endedAt, conclusion, supportCode } = said
  return { ...run, trying: [], end: { endedAt, conclusion, supportCode } }
}

const withPlanned = (planned: readonly Planned[], step: Planned): readonly Planned[] =>
  planned.some(({ id }) => id === step.id) ? planned : [...planned, step]

/** A finished run, as the gateway or a report returns it. */
export function isFinished(diagnosis: NonNullable<LatestDiagnosis>): DiagnosisProgress {
  const { id, startedAt, endedAt, services, steps, clocks, conclusion, supportCode } = diagnosis
  return {
    begun: { id, startedAt, services },
    planned: steps.map(({ id: step, stage, route }) => ({ id: step, stage, route })),
    trying: [],
    steps,
    clocks,
    end: { endedAt, conclusion, supportCode },
  }
}

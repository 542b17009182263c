import * as z from 'zod/mini'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { CLOCKS, type ClockReading } from '#domain/clocks.ts'
import {
  FACTS,
  MAX_FACT_CHARACTERS,
  OUTCOMES,
  ROUTES,
  STAGES,
  type Conclusion,
  type Planned,
  type Step,
} from '#domain/diagnosis.ts'

const Cause = z.enum(CAUSE_CODES)
const Instant = z.iso.datetime()

/**
 * The body of POST diagnosis. Without a key the saved one is checked; without one, only the network path.
 * `browserClock`: the browser's clock minus the gateway's, which only the page can measure (GET health returns `now`).
 */
export const DiagnosisForm = z.strictObject({
  key: z.optional(z.string().check(z.minLength(1))),
  browserClock: z.optional(z.strictObject({ offsetSeconds: z.number(), uncertaintySeconds: z.number() })),
})
export type DiagnosisForm = z.infer<typeof DiagnosisForm>

const planned = { id: z.string().check(z.maxLength(100)), stage: z.enum(STAGES), route: z.enum(ROUTES) }
const PlannedStep = z.object(planned) satisfies z.ZodMiniType<Planned>

export const DiagnosisStep = z.object({
  ...planned,
  outcome: z.enum(OUTCOMES),
  ms: z.nullable(z.number()),
  cause: z.nullable(Cause),
  facts: z.partialRecord(z.enum(FACTS), z.string().check(z.maxLength(MAX_FACT_CHARACTERS))),
}) satisfies z.ZodMiniType<Step>

export const ClockReadingLine = z.object({
  clock: z.enum(CLOCKS),
  offsetSeconds: z.number(),
  uncertaintySeconds: z.number(),
  trusted: z.boolean(),
}) satisfies z.ZodMiniType<ClockReading>

export const Concluded = z.object({
  headline: z.nullable(Cause),
  others: z.array(Cause),
}) satisfies z.ZodMiniType<Conclusion>

/**
 * POST diagnosis and `latchkey doctor --json` answer with these, one JSON object a line (application/x-ndjson):
 * `begin` first, `start` as a step starts, `step` as it ends, `clock` for each clock that was read, `end` last.
 * A stream without `end` was cut off.
 */
export const DiagnosisLine = z.discriminatedUnion('line', [
  z.object({
    line: z.literal('begin'),
    /** Correlation id. */
    id: z.string(),
    startedAt: Instant,
    /** What was asked, without login and query. */
    services: z.string(),
    /** The steps that are known beforehand. `connect` stands for one step an address, `connect:<address>`; it ends as itself only when there is no address. */
    plan: z.array(PlannedStep),
  }),
  z.object({ line: z.literal('start'), ...planned }),
  z.object({ line: z.literal('step'), ...DiagnosisStep.shape }),
  z.object({ line: z.literal('clock'), ...ClockReadingLine.shape }),
  z.object({ line: z.literal('end'), endedAt: Instant, conclusion: Concluded, supportCode: z.string() }),
])
export type DiagnosisLine = z.infer<typeof DiagnosisLine>

/** A run that came to its end. */
export const DiagnosisRun = z.object({
  id: z.string(),
  startedAt: Instant,
  endedAt: Instant,
  services: z.string(),
  steps: z.array(DiagnosisStep),
  clocks: z.array(ClockReadingLine),
  conclusion: Concluded,
  supportCode: z.string(),
})

/**
 * Why a run says nothing about now: a key was saved or removed since, it was about a key that is not saved, the settings have changed,
 * another answer came since; `unknown`: it was not noted what it was about.
 */
export const OUTDATED = [
  'key-saved',
  'key-removed',
  'other-key',
  'settings-changed',
  'standing-changed',
  'unknown',
] as const
export type Outdated = (typeof OUTDATED)[number]

/** GET diagnosis: the latest run that came to its end, or null. */
export const LatestDiagnosis = z.nullable(
  z.extend(DiagnosisRun, {
    /** `sha256:…` of the key it was about; null for none. Not in reports of earlier versions, as `outdated`. */
    fingerprint: z.prefault(z.nullable(z.string()), null),
    /** null while it is about what is known now. */
    outdated: z.prefault(z.nullable(z.enum(OUTDATED)), null),
  }),
)
export type LatestDiagnosis = z.infer<typeof LatestDiagnosis>

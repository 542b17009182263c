import * as z from 'zod/mini'
import { InstanceId } from './panel.ts'
import { ProblemCode } from './problem.ts'

/** The body of POST check-all. */
export const CheckAllForm = z.strictObject({
  instances: z.array(InstanceId).check(z.minLength(1), z.maxLength(20_000)),
})

/** How far a check of many is. `stopped`: the gateway was stopped meanwhile, and it can go on. */
export const CheckAllProgress = z.object({
  id: z.int(),
  phase: z.enum(['running', 'stopped', 'cancelled', 'ended']),
  total: z.int(),
  done: z.int(),
  /** Of those that are done, how many got no answer. */
  failed: z.int(),
})
export type CheckAllProgress = z.infer<typeof CheckAllProgress>

/** How many of the failed ones are named. */
export const MOST_NAMED = 20

export const CheckAllRun = z.extend(CheckAllProgress, {
  failures: z.array(z.object({ id: InstanceId, name: z.string(), why: z.nullable(ProblemCode) })),
})
export type CheckAllRun = z.infer<typeof CheckAllRun>

/** null: there is none. */
export const LatestCheckAll = z.nullable(CheckAllRun)

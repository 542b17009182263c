import { CLOCK_TOLERANCE_SECONDS } from '#domain/clocks.ts'
import type { AnswerTime, VendorTime } from '#domain/fold-state.ts'
import type { Observation } from '#domain/verdict.ts'

export type VendorClockParts = {
  now: () => number
  /** The gateway's clock as it stood at the start, counted on by one that nobody sets. */
  steady: () => number
}

/**
 * GLPI Network's clock, one for each of its addresses. An answer that came since the start is counted on without our own
 * clock, so that a step of it changes nothing. What an earlier start has left says only how far apart the two clocks were then.
 */
export function createVendorClock({ now, steady }: VendorClockParts) {
  const offsets = new Map<string, number>()

  return {
    /** @param observation whose clock offset was measured against `steady`. */
    receive(servicesUrl: string, observation: Observation): void {
      if (observation.verdict === 'no-answer' || observation.clockOffsetMs === null) return
      offsets.set(servicesUrl, observation.clockOffsetMs)
    },

    /** An answer that was timed by `now`, as that stands at this moment, timed by `steady`. */
    toSteadyTime(observation: Observation): Observation {
      if (observation.verdict === 'no-answer' || observation.clockOffsetMs === null) return observation
      return { ...observation, clockOffsetMs: Math.round(observation.clockOffsetMs + now() - steady()) }
    },

    at(servicesUrl: string, answered: AnswerTime | null): VendorTime {
      const wall = now()
      const offset = offsets.get(servicesUrl)
      if (offset !== undefined) return { now: Math.round(steady() + offset), wall, sure: true }
      return { now: remembered(wall, answered), wall, sure: false }
    },
  }
}
export type VendorClock = ReturnType<typeof createVendorClock>

/**
 * Our clock may have been set since, or not: of the two readings the earlier one is taken, because a day too many on the
 * counter does less harm than a good key that looks ended; but it is never earlier than the answer itself.
 */
function remembered(wall: number, answered: AnswerTime | null): number {
  if (answered?.answerAt == null || answered.answerVendorAt === null) return wall
  const offset = answered.answerVendorAt - answered.answerAt
  const known = Math.abs(offset) <= CLOCK_TOLERANCE_SECONDS * 1000 ? wall + offset : Math.min(wall, wall + offset)
  return Math.max(known, answered.answerVendorAt)
}

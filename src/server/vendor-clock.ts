import { CLOCK_TOLERANCE_SECONDS } from '#domain/clocks.ts'
import type { AnswerTime, VendorTime } from '#domain/fold-state.ts'
import type { Observation } from '#domain/verdict.ts'

export type VendorClockParts = {
  now: () => number
  /** A monotonic clock that starts at the gateway's time. */
  steady: () => number
}

/**
 * GLPI Network's clock, one for each of its addresses. Since an answer to this process, it runs without our own clock, so setting
 * that changes nothing. An answer to an earlier process only says how far apart the two clocks were then.
 */
export function createVendorClock({ now, steady }: VendorClockParts) {
  const offsets = new Map<string, number>()

  return {
    /** @param observation whose clock offset was measured against `steady`. */
    receive(servicesUrl: string, observation: Observation): void {
      if (observation.verdict === 'no-answer' || observation.clockOffsetMs === null) return
      offsets.set(servicesUrl, observation.clockOffsetMs)
    },

    /** Converts an answer that was timed by `now` to `steady`. */
    toSteadyTime(observation: Observation): Observation {
      if (observation.verdict === 'no-answer' || observation.clockOffsetMs === null) return observation
      return { ...observation, clockOffsetMs: Math.round(observation.clockOffsetMs + now() - steady()) }
    },

    at(servicesUrl: string, answered: AnswerTime | null): VendorTime {
      const ourNow = now()
      const offset = offsets.get(servicesUrl)
      if (offset !== undefined) return { now: Math.round(steady() + offset), ourNow, sure: true }
      return { now: remembered(ourNow, answered), ourNow, sure: false }
    },
  }
}
export type VendorClock = ReturnType<typeof createVendorClock>

/**
 * Our clock may have been set since then. Of the two possible times the earlier one is taken, because a day too many on the counter
 * does less harm than a good key that looks ended. It is never earlier than the answer itself.
 */
function remembered(ourNow: number, answered: AnswerTime | null): number {
  if (answered?.answerAt == null || answered.answerVendorAt === null) return ourNow
  const offset = answered.answerVendorAt - answered.answerAt
  const known = Math.abs(offset) <= CLOCK_TOLERANCE_SECONDS * 1000 ? ourNow + offset : Math.min(ourNow, ourNow + offset)
  return Math.max(known, answered.answerVendorAt)
}

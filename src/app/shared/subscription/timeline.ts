import type { Expiry } from '#domain/expiry.ts'

const DAY_MS = 86_400_000

type RungMark = {
  days: number
  /** From 0, the begin, to 1, the end. */
  at: number
}
export type Timeline = {
  /** The part of the period that is over. */
  passed: number
  /** null before the begin and after the end: today has no place on the line then. */
  today: number | null
  rungs: RungMark[]
}

/**
 * Places today and the warning rungs between begin and end.
 * @param now by the vendor's clock.
 * @returns null where there is no period to draw.
 */
export function timelineOf(beginsAt: string | null, expiry: Expiry | null, now: number): Timeline | null {
  if (beginsAt === null || expiry === null) return null
  const begin = Date.parse(beginsAt)
  const length = Date.parse(expiry.endsAt) - begin
  if (!(length > 0)) return null

  const rungs = expiry.ladder
    // the end itself is drawn as the end
    .filter((days) => days > 0 && days * DAY_MS < length)
    .map((days) => ({ days, at: 1 - (days * DAY_MS) / length }))
  const passed = Math.min(1, Math.max(0, (now - begin) / length))
  return { passed, today: now < begin || now > begin + length ? null : passed, rungs }
}

import type { VendorTime } from './fold-state.ts'
import { SILENT_MS, type KnownOfGlpi, type KnownOfKey } from './warning.ts'

const DAY_MS = 86_400_000

/** The first moment, by each clock, at which something may be another. */
export type UnchangedUntil = { vendor: number; ours: number }

/**
 * How long what is shown of an instance stays as it is while nothing new becomes known: days are counted down, and silence becomes long.
 * Rather too early than too late.
 */
export function unchangedUntil(
  { now, ourNow }: VendorTime,
  known: KnownOfKey | null,
  glpi: Pick<KnownOfGlpi, 'seenAt'> | null,
): UnchangedUntil {
  const { answerAt = null, answerVendorAt = null, savedAt = null, answer = null } = known ?? {}
  const { beginsAt = null, endsAt = null } = answer?.subscription ?? {}
  return {
    vendor: Math.min(
      nextDay(endsAt, (at) => at - Math.floor((at - now) / DAY_MS) * DAY_MS + 1),
      nextDay(beginsAt, (at) => at - (Math.ceil((at - now) / DAY_MS) - 1) * DAY_MS),
      after(now, silentAt(answerVendorAt)),
      // a moment that lies ahead is shown as now
      ahead(now, answerVendorAt ?? answerAt),
    ),
    ours: Math.min(after(ourNow, silentAt(answerAt ?? savedAt)), after(ourNow, silentAt(glpi?.seenAt ?? null))),
  }
}

/** What was made at a time, and is good until then. */
export type MadeAt = { time: VendorTime; until: UnchangedUntil }

/**
 * Whether it would be made the same now.
 * @param correctionMs by how much the clocks may have been corrected since, and set back.
 */
export function isStillSo({ time, until }: MadeAt, { now, ourNow, sure }: VendorTime, correctionMs: number): boolean {
  const correction = now - ourNow - (time.now - time.ourNow)
  return (
    sure === time.sure &&
    now < until.vendor &&
    ourNow < until.ours &&
    now > time.now - correctionMs &&
    Math.abs(correction) < correctionMs
  )
}

const NEVER = Number.POSITIVE_INFINITY

/** Days left are rounded down, and days until the start are rounded up. */
function nextDay(instant: string | null, next: (at: number) => number): number {
  const at = instant === null ? Number.NaN : Date.parse(instant)
  return Number.isNaN(at) ? NEVER : next(at)
}

const silentAt = (since: number | null): number => (since === null ? NEVER : since + SILENT_MS)
const after = (now: number, moment: number): number => (moment > now ? moment : NEVER)
const ahead = (now: number, moment: number | null): number => (moment !== null && moment > now ? now : NEVER)

import type { HistoryBands } from '#domain/history-bands.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** How much of what is to come is shown at least: all rungs of the ladder fit in. */
const AHEAD_DAYS = 90
/** Room after what is last, as a part of the whole. */
const PAD = 0.02

/** The time that the picture shows, in milliseconds since the epoch. */
export type Axis = { from: number; to: number }

/** @param days how much of the past is shown; null for all of it. As much of what is to come is shown, if a warning falls into it. */
export function axisOf({ from, to, now, rungs }: HistoryBands, days: number | null): Axis {
  const begin = days === null ? from : Math.max(from, now - days * DAY_MS)
  const horizon = now + Math.max(days === null ? now - begin : 0, (days ?? AHEAD_DAYS) * DAY_MS)
  const last = Math.max(to, ...rungs.map(({ at }) => at).filter((at) => at <= horizon))
  const length = Math.max(HOUR_MS, last - begin)
  return { from: last - length, to: last + (last > to ? PAD * length : 0) }
}

export type Label = { x: number; text: string }

/** CSS pixels of a character at the size of the labels, rounded up. */
const CHARACTER_WIDTH = 6.5
const GAP = 6

const halfOf = ({ text }: Label): number => (text.length * CHARACTER_WIDTH) / 2

/**
 * Leaves out labels that would run into others, and moves those at the edges inwards.
 * @param labels the most important first.
 */
export function placeLabels<One extends Label>(labels: readonly One[], left: number, right: number): One[] {
  const placed: One[] = []
  for (const label of labels) {
    const half = halfOf(label)
    const x = Math.min(right - half, Math.max(left + half, label.x))
    const isFree = placed.every((other) => Math.abs(other.x - x) >= half + halfOf(other) + GAP)
    if (isFree) placed.push({ ...label, x })
  }
  return placed
}

/** Names of lanes are larger and bold. */
const NAME_CHARACTER_WIDTH = 7.2

/** How wide the longest of these names is, in CSS pixels. */
export const widthOfNames = (names: readonly string[]): number =>
  NAME_CHARACTER_WIDTH * Math.max(...names.map(({ length }) => length))

/** Whether the text fits into a band of this many CSS pixels. */
export const fits = (text: string, width: number): boolean => text.length * CHARACTER_WIDTH + 2 * GAP <= width

/** The times at which the axis is labelled, at equal distances. */
export const ticksOf = ({ from, to }: Axis, count: number): number[] =>
  Array.from({ length: count }, (_, at) => from + ((to - from) * at) / (count - 1))

/** Of several times the index of the nearest. */
export function nearestTo(wanted: number, times: readonly number[]): number {
  return times.reduce(
    (best, time, at) => (Math.abs(time - wanted) < Math.abs((times[best] ?? 0) - wanted) ? at : best),
    0,
  )
}

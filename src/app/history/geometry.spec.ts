import { expect, test } from 'vitest'
import type { HistoryBands } from '#domain/history-bands.ts'
import { axisOf, nearestTo, placeLabels, ticksOf } from './geometry.ts'

const DAY = 86_400_000
const NOW = 1000 * DAY

const bandsOf = (pastDays: number, rungDays: number[]): HistoryBands => ({
  from: NOW - pastDays * DAY,
  to: NOW,
  now: NOW,
  bands: [],
  keys: [],
  rungs: rungDays.map((days) => ({ at: NOW + days * DAY, rung: 7, endsAt: '2030-01-01T00:00:00.000Z' })),
})

test.each<[what: string, bands: HistoryBands, days: number | null, from: number, to: number]>([
  ['a history of a moment has an hour', bandsOf(0, []), null, -1 / 24, 0],
  ['the past alone', bandsOf(40, []), null, -40, 0],
  ['an end so far ahead that it would squeeze the past', bandsOf(40, [300, 360]), null, -40, 0],
  ['an end as far ahead as the past is long', bandsOf(400, [300, 360]), null, -400, 375.2],
  ['an end within the ladder', bandsOf(2, [10, 48]), null, -2, 49],
  ['the first rungs are near, and the others are not', bandsOf(2, [30, 120]), null, -2, 30.64],
  ['a week of a long history', bandsOf(400, [5, 60]), 7, -7, 5.24],
  ['a week of a history of a day', bandsOf(1, []), 7, -1, 0],
])('axis: %s', (_, bands, days, from, to) => {
  const axis = axisOf(bands, days)
  expect((axis.from - NOW) / DAY).toBeCloseTo(from)
  expect((axis.to - NOW) / DAY).toBeCloseTo(to)
})

test.each<[what: string, labels: [text: string, x: number][], placed: [text: string, x: number][]]>([
  ['none', [], []],
  [
    'far from each other',
    [
      ['60', 50],
      ['30', 100],
    ],
    [
      ['60', 50],
      ['30', 100],
    ],
  ],
  [
    'the first one wins',
    [
      ['now', 50],
      ['60', 55],
      ['30', 100],
    ],
    [
      ['now', 50],
      ['30', 100],
    ],
  ],
  [
    'at the edges',
    [
      ['60', 0],
      ['30', 200],
    ],
    [
      ['60', 6.5],
      ['30', 193.5],
    ],
  ],
])('labels: %s', (_, labels, placed) => {
  const given = labels.map(([text, x]) => ({ text, x }))
  expect(placeLabels(given, 0, 200).map(({ text, x }) => [text, x])).toEqual(placed)
})

test('ticks stand at equal distances, from edge to edge', () => {
  expect(ticksOf({ from: 0, to: 100 }, 5)).toEqual([0, 25, 50, 75, 100])
})

test.each([
  [0, [10, 20, 30], 0],
  [24, [10, 20, 30], 1],
  [99, [10, 20, 30], 2],
  [99, [], 0],
])('nearest to %i of %j', (wanted, times, index) => {
  expect(nearestTo(wanted, times)).toBe(index)
})

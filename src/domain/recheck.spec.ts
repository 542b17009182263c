import { expect, test } from 'vitest'
import { pauseAfterCheck } from './recheck.ts'
import type { NoAnswer } from './verdict.ts'

const HOUR = 3_600_000
const silent: NoAnswer = { verdict: 'no-answer', message: null, cause: 'connect-refused', retryAfterSeconds: null }
const answered = {
  verdict: 'accepted',
  message: null,
  cause: null,
  subscription: null,
  owner: null,
  clockOffsetMs: null,
} as const

test('an answered key waits a day, an hour more or less', () => {
  expect([0, 0.5, 1].map((random) => pauseAfterCheck(answered, 0, random) / HOUR)).toEqual([23, 24, 25])
})

test('pauses grow, up to an hour and its jitter', () => {
  const pauses = Array.from({ length: 14 }, (_, index) => pauseAfterCheck(silent, index + 1, 0.5))
  expect(pauses.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000])
  expect(pauses.at(-1)).toBe(HOUR)
  expect(pauses.toSorted((a, b) => a - b)).toEqual(pauses)
})

test.each<[string, NoAnswer, number]>([
  ['ten years were noted by an earlier version', { ...silent, retryAfterSeconds: 315_360_000 }, 3_600_000],
  ['the vendor asks for a longer pause', { ...silent, cause: 'rate-limited', retryAfterSeconds: 120 }, 120_000],
  ['the vendor asks for none', { ...silent, cause: 'rate-limited' }, 60_000],
])('%s', (_, observation, pause) => {
  expect(pauseAfterCheck(observation, 1, 0.5)).toBe(pause)
})

import { expect, test } from 'vitest'
import type { Observation } from '#domain/verdict.ts'
import { createVendorLimits } from './vendor-limits.ts'

const SILENT: Observation = { verdict: 'no-answer', message: null, cause: 'reply-timeout', retryAfterSeconds: null }
const ANSWER: Observation = {
  verdict: 'refused',
  message: null,
  cause: 'key-refused',
  subscription: null,
  owner: null,
  clockOffsetMs: null,
}
const HOUR = 3_600_000

test.each([1, 100, 10_000])('a day of silence costs a hundred questions of due work, with %i keys', async (keys) => {
  let at = 0
  const limits = createVendorLimits(() => at)
  let asked = 0
  const dueAt = Array.from({ length: keys }, () => 0)
  const step = keys > 1000 ? 60_000 : 5000
  for (; at < 24 * HOUR; at += step) {
    for (const [key, due] of dueAt.entries()) {
      if (due > at) continue
      const waitMs = limits.waitMs('path')
      if (waitMs === 0) {
        asked += 1
        await limits.ask('path', async () => SILENT)
      }
      dueAt[key] = at + Math.max(waitMs, 5000)
    }
  }
  expect(asked).toBeLessThanOrEqual(120)
  expect(asked).toBeGreaterThan(50)
})

test('sixteen ask at once; who waits while the vendor falls silent is told so', async () => {
  const limits = createVendorLimits(() => 0)
  const ends: (() => void)[] = []
  const question = () => new Promise<Observation>((resolve) => ends.push(() => resolve(SILENT)))
  const questions = Array.from({ length: 200 }, () => limits.ask('path', question))
  const other = limits.ask('other', async () => SILENT)
  expect(ends).toHaveLength(16)
  expect(await other).toEqual(SILENT)
  for (const end of ends) end()
  expect(await Promise.all(questions)).toEqual(Array.from({ length: 200 }, () => SILENT))
  // those whose turn came before the third silence was known
  expect(ends.length).toBeLessThanOrEqual(18)
})

test('one of those that wait finds out whether the vendor answers again', async () => {
  let at = 0
  const limits = createVendorLimits(() => at)
  for (let count = 0; count < 3; count += 1) await limits.ask('path', async () => SILENT)
  expect([limits.waitMs('path'), limits.waitMs('other')]).toEqual([30_000, 0])
  at = 30_000
  expect([limits.waitMs('path'), limits.waitMs('path')]).toEqual([0, 60_000])
  await limits.ask('path', async () => SILENT)
  expect(limits.waitMs('path')).toBe(60_000)
  await limits.ask('path', async () => ANSWER)
  expect(limits.waitMs('path')).toBe(0)
})

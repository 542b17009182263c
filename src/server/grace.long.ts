import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dayOfOutage, walkThroughMoods } from './testing/grace-model.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

/** Together 100,000 steps. */
const SEEDS = Array.from({ length: 10 }, (_, at) => at)

test.each(SEEDS)(
  'what is remembered is never better than the last answer, 10,000 steps from seed %i',
  async (seed) => expect((await walkThroughMoods(10_000, seed)).wrong).toBeNull(),
  1_800_000,
)

test('a day of outage with 1,000 keys, 200 viewers and 3 restarts', async () => {
  const { asked, wrong } = await dayOfOutage({ keys: 1000, viewers: 200, restarts: 3 })
  expect(wrong).toEqual([])
  expect(asked).toBeLessThanOrEqual(120)
}, 1_800_000)

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runsOf } from '../bin/full-run.ts'
import { dayOfOutage, walkThroughMoods } from './testing/grace-model.ts'

// the clock moves when the model says so, and by nothing else
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

test('what is remembered is never better than the last answer, and an entered key is asked about at once', async () => {
  const { wrong, questions } = await walkThroughMoods(runsOf({ sample: 250, all: 500 }), 14)
  expect(wrong).toBeNull()
  expect(questions).toBeGreaterThan(100)
})

test.each([
  { keys: 1, viewers: 0, restarts: 0 },
  { keys: runsOf({ sample: 8, all: 40 }), viewers: 10, restarts: 2 },
])('a day of outage: $keys keys, $viewers viewers, $restarts restarts', async (day) => {
  const { asked, wrong } = await dayOfOutage(day)
  expect(wrong).toEqual([])
  expect(asked).toBeGreaterThan(10)
  expect(asked).toBeLessThanOrEqual(120)
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runsOf } from '../bin/full-run.ts'
import { dayOfOutage, walkThroughMoods } from './testing/grace-model.ts'

// the clock moves when the model says so, and by nothing else
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

test('two replicas: what is remembered is never better than the last answer, and an entered key is asked about at once', async () => {
  const { wrong, questions } = await walkThroughMoods(runsOf({ sample: 150, all: 250 }), 14, 2)
  expect(wrong).toBeNull()
  expect(questions).toBeGreaterThan(50)
})

test('two replicas: a day of outage costs 120 calls at most', async () => {
  const { asked, wrong } = await dayOfOutage({ keys: 12, viewers: 2, restarts: 2, replicas: 2 })
  expect(wrong).toEqual([])
  expect(asked).toBeGreaterThan(10)
  expect(asked).toBeLessThanOrEqual(120)
})

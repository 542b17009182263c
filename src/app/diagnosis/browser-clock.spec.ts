import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readBrowserClock } from './browser-clock.ts'

const GATEWAY = Date.parse('2026-11-24T12:00:00.000Z')

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A gateway that answers after these round trips, in milliseconds, while this browser is `ahead` seconds ahead of it. */
function gateway(ahead: number, trips: readonly number[], set = 0) {
  vi.setSystemTime(GATEWAY + ahead * 1000)
  const left = [...trips]
  let passed = 0
  vi.stubGlobal('fetch', () => {
    const trip = left.shift()
    if (trip === undefined) return Promise.reject(new TypeError('no answer'))
    vi.advanceTimersByTime(trip / 2)
    const now = new Date(GATEWAY + passed + trip / 2).toISOString()
    // somebody sets the clock on the way back
    if (set !== 0) vi.setSystemTime(Date.now() + set)
    vi.advanceTimersByTime(trip / 2)
    passed += trip
    return Promise.resolve(Response.json({ status: 'ok', version: '0', now }))
  })
}

const { signal } = new AbortController()

test.each([
  ['ahead', 312, [8, 8, 8], { offsetSeconds: 312, uncertaintySeconds: 0.0045 }],
  ['behind', -312, [8, 8, 8], { offsetSeconds: -312, uncertaintySeconds: 0.0045 }],
  ['the shortest of three counts', 0, [800, 20, 90], { offsetSeconds: 0, uncertaintySeconds: 0.0105 }],
  ['one answer is enough', 5, [40], { offsetSeconds: 5, uncertaintySeconds: 0.0205 }],
])('%s', async (_, ahead, trips, expected) => {
  gateway(ahead, trips)
  const read = await readBrowserClock(signal)
  expect(read?.offsetSeconds).toBeCloseTo(expected.offsetSeconds, 2)
  expect(read?.uncertaintySeconds).toBeCloseTo(expected.uncertaintySeconds, 2)
})

test('a clock that is set meanwhile does not make the round trip longer', async () => {
  gateway(0, [20, 20, 20], 3_600_000)
  expect((await readBrowserClock(signal))?.uncertaintySeconds).toBeLessThan(0.1)
})

test('without an answer there is no reading', async () => {
  gateway(0, [])
  expect(await readBrowserClock(signal)).toBeNull()
})

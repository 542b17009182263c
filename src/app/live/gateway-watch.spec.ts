import { i18n } from '@lingui/core'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { loadRoutes } from '../call.ts'
import { createGatewayWatch } from './gateway-watch.ts'

const HEALTH = { status: 'ok', version: '1', now: '2026-11-29T06:00:00Z' }

const answer = () => Promise.resolve(Response.json(HEALTH))
const refusal = () => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 }))
const silence = () => Promise.reject(new TypeError('Failed to fetch'))

// no timer of the test's waits for a file
beforeAll(() => loadRoutes())

let fetched = vi.spyOn(globalThis, 'fetch')
beforeEach(() => {
  vi.useFakeTimers()
  i18n.loadAndActivate({ locale: 'en', messages: {} })
  fetched = vi.spyOn(globalThis, 'fetch')
})
afterEach(() => {
  vi.useRealTimers()
  fetched.mockRestore()
})

test.each([
  ['it answers the question', answer, false],
  ['nothing answers', silence, true],
  ['what is in front of it answers in its place', refusal, true],
])('after something failed, and %s, it is down: %s', async (_, reply, isDown) => {
  fetched.mockImplementation(reply)
  const watch = createGatewayWatch(() => true)
  watch.suspect()
  await vi.advanceTimersByTimeAsync(3900)
  expect(fetched).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(200)
  expect(watch.isDown()).toBe(isDown)
})

test('it is asked again until it answers, and each change is told once', async () => {
  fetched.mockImplementation(silence)
  const watch = createGatewayWatch(() => true)
  const changes: boolean[] = []
  watch.watch((isDown) => changes.push(isDown))
  for (let failure = 0; failure < 3; failure += 1) watch.suspect()
  await vi.advanceTimersByTimeAsync(20_100)
  expect(fetched).toHaveBeenCalledTimes(5)
  fetched.mockImplementation(answer)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(fetched).toHaveBeenCalledTimes(6)
  expect(changes).toEqual([true, false])
})

test('the stream that opens again ends it, and the questions with it', async () => {
  fetched.mockImplementation(silence)
  const watch = createGatewayWatch(() => true)
  watch.suspect()
  await vi.advanceTimersByTimeAsync(5000)
  watch.answered()
  expect(watch.isDown()).toBe(false)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(fetched).toHaveBeenCalledTimes(1)
})

test('a window that nobody sees asks nothing', async () => {
  const watch = createGatewayWatch(() => false)
  watch.suspect()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(fetched).not.toHaveBeenCalled()
})

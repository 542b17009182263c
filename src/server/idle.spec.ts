import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

const HOUR_MS = 3_600_000

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
  await panel.json('PUT', '/api/instances/sandbox/registration', { key: sandboxKey('standard') })
  await panel.gateway.stop()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] })
  await panel.start()
  panel.gateway.scheduler.start()
})
afterEach(async () => {
  await panel.close()
  vi.useRealTimers()
})

/** The moments at which timers end within an hour. */
async function momentsOfAnHour(): Promise<Set<number>> {
  const moments = new Set<number>()
  const end = performance.now() + HOUR_MS
  while (performance.now() < end) {
    await vi.advanceTimersToNextTimerAsync()
    moments.add(performance.now())
  }
  return moments
}

test('an idle gateway wakes less than once a minute', async () => {
  expect((await momentsOfAnHour()).size).toBe(45)
})

test('what is beaten and looked for while a page is open ends with the last one', async () => {
  const open = async () => (await panel.call('GET', '/api/events')).body?.getReader()
  expect(vi.getTimerCount()).toBe(2)
  const pages = [await open(), await open()]
  expect(vi.getTimerCount()).toBe(4)
  await pages[0]?.cancel()
  expect(vi.getTimerCount()).toBe(4)
  await pages[1]?.cancel()
  expect(vi.getTimerCount()).toBe(2)
})

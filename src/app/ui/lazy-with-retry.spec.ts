import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { gatewayAnswered, loadMissing, untilLoaded } from './lazy-with-retry.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A file that cannot be had before it is `there`; how often it was asked for. */
function file() {
  const state = { there: false, asked: 0 }
  const load = async () => {
    state.asked += 1
    if (!state.there) throw new TypeError('Failed to fetch dynamically imported module')
    return 'the part'
  }
  return { state, load }
}

/** All that is waiting to run has run. */
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve))

async function answerAfter(seconds: number) {
  vi.advanceTimersByTime(seconds * 1000)
  gatewayAnswered()
  await settled()
}

test('loads at once what can be had', async () => {
  const { state, load } = file()
  state.there = true
  expect(await untilLoaded(load)).toBe('the part')
  await answerAfter(0)
  expect(state.asked).toBe(1)
})

test('asks again only when the gateway answers, after pauses that grow', async () => {
  const { state, load } = file()
  const part = untilLoaded(load)
  await settled()
  const counts: number[] = []
  for (let second = 0; second <= 15; second += 1) {
    await answerAfter(second === 0 ? 0 : 1)
    counts.push(state.asked)
  }
  expect(counts).toEqual([2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5])
  vi.advanceTimersByTime(3_600_000)
  await settled()
  expect(state.asked).toBe(5)
  state.there = true
  await answerAfter(0)
  expect(await part).toBe('the part')
  await answerAfter(3600)
  expect(state.asked).toBe(6)
})

test('a person need not wait for a pause to end', async () => {
  const { state, load } = file()
  const part = untilLoaded(load)
  await settled()
  await answerAfter(0)
  state.there = true
  await answerAfter(0)
  expect(state.asked).toBe(2)
  loadMissing()
  expect(await part).toBe('the part')
})

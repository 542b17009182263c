import { expect, test } from 'vitest'
import type { Observation } from '#domain/verdict.ts'
import { memoryStates } from './limit-states.ts'
import { createVendorLimits, type SilentPath } from './vendor-limits.ts'

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
  const limits = createVendorLimits(memoryStates<SilentPath>(), () => at)
  let asked = 0
  const silent = async (tries: number) => {
    asked += tries
    return SILENT
  }
  const dueAt = Array.from({ length: keys }, () => 0)
  const step = keys > 1000 ? 60_000 : 5000
  for (; at < 24 * HOUR; at += step) {
    for (const [key, due] of dueAt.entries()) {
      if (due > at) continue
      const waitMs = await limits.waitMs('path')
      if (waitMs === 0) {
        await limits.ask('path', silent, { isDue: true })
      }
      dueAt[key] = at + Math.max(waitMs, 5000)
    }
  }
  expect(asked).toBeLessThanOrEqual(120)
  expect(asked).toBeGreaterThan(50)
})

test.each([1, 5])(
  'a day of silence costs 120 calls where %i replicas ask about 8 keys when it begins',
  async (replicas) => {
    let at = 0
    const states = memoryStates<SilentPath>()
    const all = Array.from({ length: replicas }, () => createVendorLimits(states, () => at))
    let calls = 0
    const silent = async (tries: number) => {
      calls += tries
      // all were begun before the first ended
      await Promise.resolve()
      return SILENT
    }
    await Promise.all(all.flatMap((one) => Array.from({ length: 8 }, () => one.ask('path', silent, { isDue: true }))))
    expect(calls).toBe(replicas * 24)
    for (; at < 24 * HOUR; at += 60_000)
      for (const one of all) if ((await one.waitMs('path')) === 0) await one.ask('path', silent, { isDue: true })
    expect(calls).toBeLessThanOrEqual(120)
  },
)

test('a clock that is set back makes due work wait no longer', async () => {
  let at = 31_536_000_000
  const limits = createVendorLimits(memoryStates<SilentPath>(), () => at)
  const ask = () => limits.ask('path', async () => SILENT, { isDue: true })
  for (let count = 0; count < 3; count += 1) await ask()
  at = 0
  expect(await limits.waitMs('path')).toBe(0)
  await ask()
  expect(await limits.waitMs('path')).toBe(60_000)
})

test('a pause that was asked for meanwhile outlives an answer', async () => {
  const limits = createVendorLimits(memoryStates<SilentPath>(), () => 0)
  await limits.ask('path', async () => SILENT)
  await limits.ask('path', async () => {
    await limits.notePause('path', { cause: 'rate-limited', retryAfterSeconds: 60 })
    return ANSWER
  })
  expect(await limits.pause('path')).toMatchObject({ cause: 'rate-limited', retryAfterSeconds: 60 })
  // of the silence before nothing is left
  expect(await limits.waitMs('path')).toBe(60_000)
})

test('sixteen ask at once; who waits while the vendor falls silent is told so', async () => {
  const limits = createVendorLimits(memoryStates<SilentPath>(), () => 0)
  const ends: (() => void)[] = []
  const question = () => new Promise<Observation>((resolve) => ends.push(() => resolve(SILENT)))
  const questions = Array.from({ length: 200 }, () => limits.ask('path', question))
  const other = limits.ask('other', async () => SILENT)
  await expect.poll(() => ends.length).toBe(16)
  expect(await other).toEqual(SILENT)
  for (const end of ends) end()
  expect(await Promise.all(questions)).toEqual(Array.from({ length: 200 }, () => SILENT))
  // those whose turn came before the third silence was known
  expect(ends.length).toBeLessThanOrEqual(18)
})

test('one of those that wait finds out whether the vendor answers again', async () => {
  let at = 0
  const limits = createVendorLimits(memoryStates<SilentPath>(), () => at)
  for (let count = 0; count < 3; count += 1) await limits.ask('path', async () => SILENT)
  expect([await limits.waitMs('path'), await limits.waitMs('other')]).toEqual([30_000, 0])
  at = 30_000
  expect([await limits.waitMs('path'), await limits.waitMs('path')]).toEqual([0, 60_000])
  await limits.ask('path', async () => SILENT)
  expect(await limits.waitMs('path')).toBe(60_000)
  await limits.ask('path', async () => ANSWER)
  expect(await limits.waitMs('path')).toBe(0)
})

import { expect, test } from 'vitest'
import { createTimedCache, type Kept } from './timed-cache.ts'

function countedCache(most = 10) {
  let time = 0
  const loads: string[] = []
  const cache = createTimedCache<string>({ most, steady: () => time })
  return {
    cache,
    loads,
    pass: (ms: number) => (time += ms),
    get: (name: string, keptMs = 1000) =>
      cache.get(name, () => {
        loads.push(name)
        return Promise.resolve<Kept<string>>({ value: `${name} ${loads.length}`, keptMs })
      }),
  }
}

test('a value is loaded once until its time is over', async () => {
  const { get, loads, pass } = countedCache()
  expect(await get('one')).toBe('one 1')
  pass(999)
  expect(await get('one')).toBe('one 1')
  pass(1)
  expect(await get('one')).toBe('one 2')
  expect(loads).toEqual(['one', 'one'])
})

test('those who ask at once share one load, also of what is not kept', async () => {
  const { get, loads } = countedCache()
  expect(await Promise.all([get('one', 0), get('one', 0), get('two', 0)])).toEqual(['one 1', 'one 1', 'two 2'])
  await get('one', 0)
  expect(loads).toEqual(['one', 'two', 'one'])
})

test('the value that was asked for longest ago makes room', async () => {
  const { get, loads } = countedCache(2)
  await get('one')
  await get('two')
  await get('one')
  await get('three')
  expect(await get('one')).toBe('one 1')
  expect(await get('two')).toBe('two 4')
  expect(loads).toEqual(['one', 'two', 'three', 'two'])
})

test('a load that fails is tried again', async () => {
  const { cache, get } = countedCache()
  await expect(cache.get('one', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await get('one')).toBe('one 1')
})

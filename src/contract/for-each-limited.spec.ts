import { expect, test } from 'vitest'
import { forEachLimited } from './for-each-limited.ts'

/** Work that ends on request. */
function bench() {
  const begun: number[] = []
  const ends = new Map<number, () => void>()
  const work = (one: number) =>
    new Promise<void>((resolve) => {
      begun.push(one)
      ends.set(one, resolve)
    })
  const end = async (one: number) => {
    ends.get(one)?.()
    await new Promise(setImmediate)
  }
  return { begun, work, end }
}

test('no more than so many at once, and all of them in the end', async () => {
  const { begun, work, end } = bench()
  const over = forEachLimited([1, 2, 3, 4], { concurrency: 2, isStopping: () => false }, work)
  await new Promise(setImmediate)
  expect(begun).toEqual([1, 2])
  await end(2)
  expect(begun).toEqual([1, 2, 3])
  await end(3)
  await end(1)
  await end(4)
  await over
  expect(begun).toEqual([1, 2, 3, 4])
})

test('nothing begins after the signal, and what has begun is waited for', async () => {
  const { begun, work, end } = bench()
  const stopper = new AbortController()
  let isOver = false
  const over = forEachLimited([1, 2, 3], { concurrency: 2, isStopping: () => stopper.signal.aborted }, work).then(
    () => (isOver = true),
  )
  await new Promise(setImmediate)
  stopper.abort()
  await end(1)
  expect(begun).toEqual([1, 2])
  expect(isOver).toBe(false)
  await end(2)
  await over
})

import { expect, test } from 'vitest'
import { createAskBudget, type Spent } from './ask-budget.ts'
import { memoryStates } from './limit-states.ts'

const BUDGETS = { each: { atOnce: 3, aSecond: 0.5 }, all: { atOnce: 5, aSecond: 1 } }

/** Spends until it is refused. @returns how often it was not, and when to come again. */
async function spendAll(budget: ReturnType<typeof createAskBudget>, session: number): Promise<[number, string | null]> {
  for (let count = 0; count < 100; count += 1) {
    try {
      await budget.spend(session)
    } catch (error) {
      return [count, Object(error).headers?.['retry-after'] ?? null]
    }
  }
  return [100, null]
}

test('a sign-in has so many at once, and as many more as time goes by', async () => {
  let at = 0
  const budget = createAskBudget(memoryStates<Spent>(), () => at, BUDGETS)
  expect(await spendAll(budget, 1)).toEqual([3, '2'])
  at = 1999
  expect(await spendAll(budget, 1)).toEqual([0, '1'])
  at = 2000
  expect(await spendAll(budget, 1)).toEqual([1, '2'])
  at = 86_400_000
  expect(await spendAll(budget, 1)).toEqual([3, '2'])
})

test('all together have no more than they have together', async () => {
  let at = 0
  const budget = createAskBudget(memoryStates<Spent>(), () => at, BUDGETS)
  expect(await spendAll(budget, 1)).toEqual([3, '2'])
  expect(await spendAll(budget, 2)).toEqual([2, '1'])
  expect(await spendAll(budget, 3)).toEqual([0, '1'])
  at = 3000
  expect(await spendAll(budget, 3)).toEqual([3, '2'])
})

test('a clock that is set back a little gives nothing, and takes nothing', async () => {
  let at = 10_000
  const budget = createAskBudget(memoryStates<Spent>(), () => at, BUDGETS)
  expect(await spendAll(budget, 1)).toEqual([3, '2'])
  at = 8000
  expect(await spendAll(budget, 1)).toEqual([0, '2'])
})

test('of two clocks that differ, going from one to the other gives nothing', async () => {
  let at = 10_000
  const budget = createAskBudget(memoryStates<Spent>(), () => at, BUDGETS)
  await budget.spend(1)
  at = 8000
  await budget.spend(1)
  at = 10_000
  expect(await spendAll(budget, 1)).toEqual([1, '2'])
})

test('what was spent by a clock far ahead is not spent until then', async () => {
  let at = 31_536_000_000
  const budget = createAskBudget(memoryStates<Spent>(), () => at, BUDGETS)
  expect(await spendAll(budget, 1)).toEqual([3, '2'])
  at = 0
  expect(await spendAll(budget, 1)).toEqual([3, '2'])
})

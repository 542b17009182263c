import { expect, test } from 'vitest'
import { createAskBudget } from './ask-budget.ts'

const BUDGETS = { each: { atOnce: 3, aSecond: 0.5 }, all: { atOnce: 5, aSecond: 1 } }

/** Spends until it is refused. @returns how often it was not, and when to come again. */
function spendAll(budget: ReturnType<typeof createAskBudget>, session: number): [number, string | null] {
  for (let count = 0; count < 100; count += 1) {
    try {
      budget.spend(session)
    } catch (error) {
      return [count, Object(error).headers?.['retry-after'] ?? null]
    }
  }
  return [100, null]
}

test('a sign-in has so many at once, and as many more as time goes by', () => {
  let at = 0
  const budget = createAskBudget(() => at, BUDGETS)
  expect(spendAll(budget, 1)).toEqual([3, '2'])
  at = 1999
  expect(spendAll(budget, 1)).toEqual([0, '1'])
  at = 2000
  expect(spendAll(budget, 1)).toEqual([1, '2'])
  at = 86_400_000
  expect(spendAll(budget, 1)).toEqual([3, '2'])
})

test('all together have no more than they have together', () => {
  let at = 0
  const budget = createAskBudget(() => at, BUDGETS)
  expect(spendAll(budget, 1)).toEqual([3, '2'])
  expect(spendAll(budget, 2)).toEqual([2, '1'])
  expect(spendAll(budget, 3)).toEqual([0, '1'])
  at = 3000
  expect(spendAll(budget, 3)).toEqual([3, '2'])
})

test('a clock that is set back gives nothing, and takes nothing', () => {
  let at = 10_000
  const budget = createAskBudget(() => at, BUDGETS)
  expect(spendAll(budget, 1)).toEqual([3, '2'])
  at = 0
  expect(spendAll(budget, 1)).toEqual([0, '2'])
})

import { expect, test } from 'vitest'
import { chooseRow, chooseShown, NONE_CHOSEN, type Choice } from './choice.ts'

const SHOWN = ['a', 'b', 'c', 'd', 'e']
const chosen = (ids: string, last: string | null = null): Choice => ({ ids: new Set(ids), last })

test.each<[what: string, before: Choice, id: string, isRange: boolean, after: string]>([
  ['one', NONE_CHOSEN, 'b', false, 'b'],
  ['another', chosen('b', 'b'), 'd', false, 'bd'],
  ['one again', chosen('bd', 'd'), 'd', false, 'b'],
  ['a range', chosen('b', 'b'), 'd', true, 'bcd'],
  ['a range upwards', chosen('d', 'd'), 'b', true, 'bcd'],
  ['a range that is taken away', chosen('abcde', 'b'), 'd', true, 'ae'],
  ['a range from nowhere', NONE_CHOSEN, 'c', true, 'c'],
  ['a range from a row that the filter hides', chosen('z', 'z'), 'c', true, 'cz'],
])('%s', (_, before, id, isRange, after) => {
  const { ids, last } = chooseRow(before, SHOWN, id, isRange)
  expect([...ids].toSorted().join('')).toBe(after)
  expect(last).toBe(id)
})

test('all that is shown, and none of it', () => {
  const all = chooseShown(chosen('z'), SHOWN, true)
  expect([...all.ids].toSorted().join('')).toBe('abcdez')
  expect([...chooseShown(all, SHOWN, false).ids]).toEqual(['z'])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countPlugins } from './count-plugins.ts'

function count(text: string, size = text.length || 1): number | null {
  const counter = countPlugins()
  const all = Buffer.from(text)
  for (let start = 0; start < all.length; start += size) counter.take(all.subarray(start, start + size))
  return counter.total()
}

test('counts what JSON.parse counts, however it is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 7 }), fc.boolean(), (list, size, spaced) => {
      expect(count(JSON.stringify(list, null, spaced ? 2 : 0), size)).toBe(list.length)
    }),
  )
})

test.each(['', '{}', '"[]"', '[{}', '[1,2', '[]x', '[] []', '<html>[]', 'null'])('%j is no whole list', (text) => {
  expect(count(text)).toBeNull()
})

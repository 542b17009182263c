import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantText } from './instant-text.ts'

test('every instant is written as the language writes it, in whatever order', () => {
  const first = [0, 1, 999, 1000, -1, -1000, 253_402_300_800_000, 1_772_366_400_007]
  for (const ms of first) expect(instantText(ms)).toBe(new Date(ms).toISOString())
  fc.assert(
    fc.property(fc.integer({ min: -8.64e12, max: 8.64e12 }), (ms) => instantText(ms) === new Date(ms).toISOString()),
  )
})

import fc from 'fast-check'
import { test } from 'vitest'
import { journeys } from './key-text/testing/journeys.ts'
import { keys } from './key-text/testing/keys.ts'
import { inspectKey } from './key.ts'

test('any key comes back from any journey', () => {
  fc.assert(
    fc.property(keys, journeys, (key, { names, damage }) => {
      const result = inspectKey(damage(key))
      if (result.key !== key) throw new Error(`${names.join(' + ')}: ${result.finding}`)
    }),
    { numRuns: 2000 },
  )
})

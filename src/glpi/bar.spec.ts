import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BAR } from './testing/bar-properties.ts'

test.each(Object.entries(BAR))('%s', async (_, property) => {
  const run = await fc.check(property, { numRuns: 150 })
  expect(run).toMatchObject({ counterexample: null, errorInstance: null })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WRITE_PROPERTIES } from './testing/write-properties.ts'

test.each(Object.entries(WRITE_PROPERTIES))('%s', async (_, property) => {
  const run = await fc.check(property, { numRuns: 150 })
  expect(run).toMatchObject({ counterexample: null, errorInstance: null })
})

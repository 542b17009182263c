import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WRITE_PROPERTIES } from './testing/write-properties.ts'

test.each(Object.entries(WRITE_PROPERTIES))(
  '%s, 20,000 times',
  async (_, property) => {
    const run = await fc.check(property, { numRuns: 20_000, endOnFailure: true })
    expect(run).toMatchObject({ counterexample: null, errorInstance: null, seed: run.seed })
  },
  1_800_000,
)

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BAR } from './testing/bar-properties.ts'

test.each(Object.entries(BAR))(
  '%s, 20,000 times',
  async (_, property) => {
    const run = await fc.check(property, { numRuns: 20_000, endOnFailure: true })
    expect(run).toMatchObject({ counterexample: null, errorInstance: null, seed: run.seed })
  },
  1_800_000,
)

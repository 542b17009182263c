import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BAR } from './testing/bar-properties.ts'

test.each(Object.entries(BAR))(
  '%s',
  async (_, property) => {
    const run = await fc.check(property, { numRuns: 2_000 })
    expect(run).toMatchObject({ counterexample: null, errorInstance: null })
  },
  // so many runs, and not so long a time: a slow machine is no fault
  300_000,
)

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsOf } from '../bin/full-run.ts'
import { WRITE_PROPERTIES } from './testing/write-properties.ts'

test.each(Object.entries(WRITE_PROPERTIES))('%s', async (_, property) => {
  const run = await fc.check(property, { numRuns: runsOf({ sample: 60, all: 150 }) })
  expect(run).toMatchObject({ counterexample: null, errorInstance: null })
})

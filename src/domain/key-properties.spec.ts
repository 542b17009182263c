import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsOf } from '../bin/full-run.ts'
import { PROPERTIES } from './key-text/testing/properties.ts'

// always the same texts, so that a change is judged by what it changed; npm run test:long tries new ones each time
// nothing is made smaller: texts of this kind have so many smaller ones that reporting a failure took minutes
const SAME_TEXTS = { numRuns: runsOf({ sample: 30, all: 75 }), seed: 20_261_124, endOnFailure: true }

test.each(Object.entries(PROPERTIES))('%s', (_, property) => {
  expect(fc.check(property, SAME_TEXTS)).toMatchObject({ counterexample: null, errorInstance: null })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PROPERTIES } from './key-text/testing/properties.ts'

test.each(Object.entries(PROPERTIES))(
  '%s',
  (_, property) => {
    expect(fc.check(property, { numRuns: 500 })).toMatchObject({ counterexample: null, errorInstance: null })
  },
  60_000,
)

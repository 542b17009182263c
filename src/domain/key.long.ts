import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inspectKey } from './key.ts'
import { PROPERTIES } from './key-text/testing/properties.ts'
import { HOSTILE, repeated } from './key-text/testing/hostile.ts'

test.each(Object.entries(PROPERTIES))(
  '%s, 100,000 times',
  async (_, property) => {
    const run = await fc.check(property, { numRuns: 100_000, endOnFailure: true })
    expect(run).toMatchObject({ counterexample: null, counterexamplePath: null, seed: run.seed, errorInstance: null })
  },
  1_800_000,
)

/** Fastest of several, in milliseconds. */
function cost(text: string): number {
  let best = Infinity
  for (let i = 0; i < 7; i++) {
    const start = performance.now()
    inspectKey(text)
    best = Math.min(best, performance.now() - start)
  }
  return best
}

test.each(Object.entries(HOSTILE))('eight times the text costs no more than about eight times: %s', (_, part) => {
  const [small, large] = [repeated(part, 131_072), repeated(part, 1_048_576)]
  // quadratic work would cost 64 times as much
  expect(cost(large) / Math.max(cost(small), 0.5)).toBeLessThan(24)
})

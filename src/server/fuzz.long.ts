import { expect, test } from 'vitest'
import { fuzz } from './testing/fuzz.ts'

/** Together 100,000 requests. */
const SEEDS = Array.from({ length: 10 }, (_, at) => at)

test.each(SEEDS)(
  '10,000 requests made from the OpenAPI document, from seed %i',
  async (seed) => {
    const { wrong, sent } = await fuzz(10_000, seed * 1000)
    expect({ wrong, sent }).toEqual({ wrong: [], sent: 10_000 })
  },
  1_800_000,
)

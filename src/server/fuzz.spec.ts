import { expect, test } from 'vitest'
import { fuzz } from './testing/fuzz.ts'

test('2,000 requests made from the OpenAPI document: no fault, and no reply that it does not describe', async () => {
  const { wrong, sent, operations, succeeded } = await fuzz(2000, 14)
  expect(wrong).toEqual([])
  expect(sent).toBe(2000)
  // but for those that need a link, a code or an issuer of sign-ins
  expect(succeeded.size).toBeGreaterThan(operations * 0.75)
})

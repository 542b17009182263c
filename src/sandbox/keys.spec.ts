import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { inspectKey } from '#domain/key.ts'
import { SANDBOX_KEYS } from './keys.ts'

const NAMES = `registered basic standard advanced trial-15 trial-30 ends-in-45 ends-in-20 ends-in-6 ends-in-1 ends-today
  not-started ended refused other-instance rate-limited error-500 silent dripping block-page broken-json redirect
  huge-reply`

test('there is a key for every behaviour', () => {
  expect(SANDBOX_KEYS.map(({ name }) => name)).toEqual(NAMES.split(/\s+/))
})

test.each(SANDBOX_KEYS)('$name is a whole, clean key that says its name', ({ name, key, does }) => {
  expect(inspectKey(key)).toMatchObject({ finding: 'clean', key, edits: [] })
  expect(JSON.parse(atob(key))).toMatchObject({ sandbox: name, signature: expect.stringMatching(/^[\w+/]{80,}$/) })
  expect(key.length).toBeGreaterThanOrEqual(150)
  expect(key.length).toBeLessThanOrEqual(700)
  expect(does).toMatch(/^[A-Z].*\.$/)
})

test('among the keys are every padding and every letter of base64', () => {
  const keys = SANDBOX_KEYS.map(({ key }) => key)
  expect(new Set(keys.map((key) => /=*$/.exec(key)?.[0]))).toEqual(new Set(['', '=', '==']))
  expect(keys.filter((key) => key.includes('+')).length).toBeGreaterThan(5)
  expect(keys.filter((key) => key.includes('/')).length).toBeGreaterThan(5)
})

test('the keys never change: people keep them saved', () => {
  const all = SANDBOX_KEYS.map(({ name, key }) => `${name} ${key}\n`).join('')
  expect(createHash('sha256').update(all).digest('hex')).toBe(
    '035d2adc42b798d26a78e462f7d0f1f0c7f6e2ea759f35b56b2b0a0f2000561a',
  )
})

import { expect, test } from 'vitest'
import { builtFrom } from './commit.ts'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'

test.each([
  [COMMIT, COMMIT],
  [` ${COMMIT.toUpperCase()}\n`, COMMIT],
  [`${COMMIT}+changes`, `${COMMIT}+changes`],
])('SOURCE_COMMIT=%j is believed', (named, commit) => {
  expect(builtFrom({ SOURCE_COMMIT: named })).toBe(commit)
})

test.each(['main', '0123456', `${COMMIT}0`])('SOURCE_COMMIT=%j stops the build', (named) => {
  expect(() => builtFrom({ SOURCE_COMMIT: named })).toThrow('SOURCE_COMMIT is not the 40 hex digits of a commit.')
})

test('git knows it, or nobody does', () => {
  expect(builtFrom({}) ?? 'unknown').toMatch(/^([0-9a-f]{40}(\+changes)?|unknown)$/)
})

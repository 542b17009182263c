import { expect, test } from 'vitest'
import { versionLineOf } from './version-line.ts'

test.each([
  ['0123456789abcdef0123456789abcdef01234567', '0.1.0 (commit 0123456789ab)'],
  ['0123456789abcdef0123456789abcdef01234567+changes', '0.1.0 (commit 0123456789ab+changes)'],
  [null, '0.1.0 (commit unknown)'],
])('built from %s', (commit, line) => {
  expect(versionLineOf(commit)).toBe(line)
})

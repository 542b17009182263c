import { expect, test } from 'vitest'
import { compareVersions, isPrerelease, isVersion } from './versions.ts'

test.each([
  ['9.5.13', '10.0.2'],
  ['10.0.2', '10.0.10'],
  ['11.0.0-rc1', '11.0.0'],
  ['11.0.0-beta2', '11.0.0-rc1'],
  ['1.2', '1.2.1'],
  ['v1.2', '1.3'],
  ['nightly', '0.1'],
  ['1.2', '1.2.0'],
  ['2.0.0-beta2', '2.0.0-beta10'],
  ['2.0.0-dev', '2.0.0-alpha1'],
  ['2.0.0b3', '2.0.0RC1'],
  ['2.0.0_rc1', '2.0.0'],
  ['2.0.0', '2.0.0-p1'],
  ['2.0.0-final', '2.0.0-dev'],
  ['', '1'],
])('%s comes before %s', (one, other) => {
  expect(compareVersions(one, other)).toBeLessThan(0)
  expect(compareVersions(other, one)).toBeGreaterThan(0)
})

test('separators do not matter', () => {
  expect(compareVersions('1.2.0-rc1', '1.2.0.rc_1')).toBe(0)
})

test.each([
  ['1.0', true],
  ['v2.1', true],
  ['latest', false],
  ['', false],
])('%s begins as a version does: %s', (text, expected) => {
  expect(isVersion(text)).toBe(expected)
})

test.each([
  ['11.0.0-rc1', true],
  ['11.0.0-dev', true],
  ['11.0.8', false],
])('%s is a prerelease: %s', (version, expected) => {
  expect(isPrerelease(version)).toBe(expected)
})

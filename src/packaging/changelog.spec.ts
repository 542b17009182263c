import { expect, test } from 'vitest'
import { version } from '../../package.json'
import { changelog } from './changelog.ts'

test('CHANGELOG.md is in the form of Keep a Changelog, and this version is in it with what it gives', () => {
  const release = changelog().findRelease(version)
  expect(release?.isEmpty()).toBe(false)
})

test('no version is in it twice, and each that has a date comes from the past', () => {
  const { releases } = changelog()
  const versions = releases.map((release) => release.version)
  expect(new Set(versions).size).toBe(versions.length)
  expect(releases.filter(({ date }) => date && date > new Date())).toEqual([])
})

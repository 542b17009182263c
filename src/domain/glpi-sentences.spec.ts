import { expect, test } from 'vitest'
import { causesOfSentence, GLPI_SENTENCES, FAULTS_SEEN_IN_GLPI, SENTENCE_CODES } from './glpi-sentences.ts'

test.each([
  ['connection-failed', ['dns-not-found', 'dns-timeout', 'connect-refused']],
  ['proxy-failed', ['proxy-unreachable', 'proxy-auth-required', 'proxy-denied', 'proxy-cannot-reach']],
  ['invalid', ['key-damaged', 'key-refused', 'key-wrong-secret', 'key-placeholder', 'stored-unreadable']],
  ['terminated', ['subscription-ended', 'subscription-not-started']],
  ['run-change-key', ['crypt-key-missing']],
  ['keeps-loading', ['reply-timeout', 'reply-stalled']],
] as const)('%s can come from %j', (code, causes) => {
  expect(causesOfSentence(code).slice(0, causes.length)).toEqual(causes)
})

test('every sentence has a cause, and none stands in the table twice', () => {
  expect(SENTENCE_CODES.filter((code) => causesOfSentence(code).length === 0)).toEqual([])
  const texts = Object.values(GLPI_SENTENCES).flatMap(({ text }) => text ?? [])
  expect(new Set(texts).size).toBe(texts.length)
  expect(new Set(FAULTS_SEEN_IN_GLPI.map(({ matter }) => matter)).size).toBe(FAULTS_SEEN_IN_GLPI.length)
})

import { expect, test } from 'vitest'
import type { Outcome, Route, Stage } from '#domain/diagnosis.ts'
import type { DiagnosisLine } from './diagnosis.ts'
import { chainsOf, progressOf } from './diagnosis-links.ts'
import { NOT_BEGUN, withLine } from './diagnosis-run.ts'

const planned = (stage: Stage, of = '', route: Route = 'used') => ({
  id: `${route === 'used' ? '' : `${route}:`}${stage}${of}`,
  stage,
  route,
})
const plan = [planned('resolve'), planned('connect'), planned('tls'), planned('resolve', '', 'direct')]
const begin: DiagnosisLine = { line: 'begin', id: 'a', startedAt: '2026-11-24T12:00:00Z', services: 'https://x', plan }
const start = (stage: Stage, of = ''): DiagnosisLine => ({ line: 'start', ...planned(stage, of) })
const step = (stage: Stage, outcome: Outcome, of = ''): DiagnosisLine => ({
  line: 'step',
  ...planned(stage, of),
  outcome,
  ms: 1,
  cause: null,
  facts: {},
})

/** The first chain in short, as `resolve passed, connect trying (…)`. */
function linkStates(lines: DiagnosisLine[], isOn = true) {
  const run = lines.reduce(withLine, NOT_BEGUN)
  return chainsOf(run, isOn)[0]?.links.map(({ stage, standing, trials }) => {
    const many = trials.length > 1 ? ` (${trials.map((trial) => trial.standing).join(', ')})` : ''
    return `${stage} ${standing}${many}`
  })
}

test.each<[string, DiagnosisLine[], boolean, string[]]>([
  ['planned links wait', [begin], true, ['resolve waiting', 'connect waiting', 'tls waiting']],
  ['one is tried', [begin, start('resolve')], true, ['resolve trying', 'connect waiting', 'tls waiting']],
  [
    'connecting has a line an address, in place of the planned one',
    [begin, step('resolve', 'passed'), start('connect', ':192.0.2.1'), start('connect', ':2001:db8::1')],
    true,
    ['resolve passed', 'connect trying (trying, trying)', 'tls waiting'],
  ],
  [
    'one address that stands is enough',
    [begin, step('connect', 'failed', ':192.0.2.1'), step('connect', 'passed', ':2001:db8::1')],
    true,
    ['resolve waiting', 'connect passed (failed, passed)', 'tls waiting'],
  ],
  [
    'no address stands',
    [begin, step('connect', 'failed', ':192.0.2.1'), step('connect', 'failed', ':192.0.2.2')],
    true,
    ['resolve waiting', 'connect failed (failed, failed)', 'tls waiting'],
  ],
  [
    'a connection that was never tried ends as planned',
    [begin, step('resolve', 'failed'), step('connect', 'not-reached')],
    true,
    ['resolve failed', 'connect not-reached', 'tls waiting'],
  ],
  [
    'what was going on when the run stopped was left',
    [begin, step('resolve', 'passed'), start('connect', ':192.0.2.1')],
    false,
    ['resolve passed', 'connect left', 'tls left'],
  ],
])('%s', (_, lines, isOn, expected) => {
  expect(linkStates(lines, isOn)).toEqual(expected)
})

test('the direct path is a chain of its own', () => {
  const run = withLine(NOT_BEGUN, begin)
  expect(chainsOf(run, true).map(({ route }) => route)).toEqual(['used', 'direct'])
})

test('progress counts links, not addresses', () => {
  const lines = [
    begin,
    step('resolve', 'passed'),
    step('connect', 'failed', ':192.0.2.1'),
    start('connect', ':192.0.2.2'),
  ]
  const { done, total, now } = progressOf(chainsOf(lines.reduce(withLine, NOT_BEGUN), true))
  expect({ done, total, now: now?.stage }).toEqual({ done: 1, total: 4, now: 'connect' })
})

test('another begin forgets what was before it', () => {
  expect(linkStates([begin, step('resolve', 'failed'), begin])).toEqual([
    'resolve waiting',
    'connect waiting',
    'tls waiting',
  ])
})

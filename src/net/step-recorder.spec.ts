import { expect, test } from 'vitest'
import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { scrubFor } from '#contract/scrub/scrub.ts'
import type { Planned } from '#domain/diagnosis.ts'
import { Failure } from './failure.ts'
import { createStepRecorder } from './step-recorder.ts'

const HTTP: Planned = { id: 'http', stage: 'http', route: 'used' }

function record(signal: AbortSignal = new AbortController().signal) {
  const lines: DiagnosisLine[] = []
  const emit = (line: DiagnosisLine) => void lines.push(line)
  const recorder = createStepRecorder({ emit, scrub: scrubFor(['a-secret']), signal, otherwise: 'connection-reset' })
  return { lines, recorder }
}

const seen = () => ({ server: 'nginx' })

test('a step that passes is emitted when it starts and when it ends', async () => {
  const { lines, recorder } = record()
  expect(await recorder.run(HTTP, seen, async () => 'result')).toBe('result')
  expect(lines).toMatchObject([
    { line: 'start', id: 'http' },
    { line: 'step', id: 'http', outcome: 'passed', cause: null, facts: { server: 'nginx' } },
  ])
  expect(recorder.steps).toMatchObject([{ id: 'http', outcome: 'passed' }])
})

test('a step is judged by its result', async () => {
  const { recorder } = record()
  await recorder.run(
    HTTP,
    seen,
    () => 503,
    (status) => ({
      outcome: 'failed',
      cause: 'vendor-error',
      facts: { status: String(status) },
      ms: 7,
    }),
  )
  expect(recorder.steps).toMatchObject([
    { outcome: 'failed', cause: 'vendor-error', ms: 7, facts: { server: 'nginx', status: '503' } },
  ])
})

test.each<[string, unknown, object]>([
  [
    'a failure with what came in place of an answer',
    new Failure('glpi-error', 'HTTP_500', { status: 500, title: 'Oops' }),
    { cause: 'glpi-error', facts: { 'error-code': 'HTTP_500', status: '500', 'page-title': 'Oops' } },
  ],
  [
    'a failure by a setting',
    new Failure('proxy-setting-unusable', null, {}, 'proxy-plain'),
    { cause: 'proxy-setting-unusable', facts: { reason: 'proxy-plain' } },
  ],
  [
    'an error of the system',
    Object.assign(new Error('connect a-secret'), { code: 'ECONNREFUSED' }),
    { cause: 'connect-refused', facts: { 'error-code': 'ECONNREFUSED' } },
  ],
  ['an error without a code', new Error('a-secret'), { cause: 'connection-reset' }],
])('a step that throws has failed: %s', async (_, error, expected) => {
  const { lines, recorder } = record()
  const fail = () => {
    throw error
  }
  expect(await recorder.run(HTTP, seen, fail)).toBeNull()
  expect(recorder.steps).toMatchObject([{ outcome: 'failed', ...expected }])
  expect(JSON.stringify(lines)).not.toContain('a-secret')
})

test.each<[string, Error | undefined, object]>([
  ['somebody stopped it', undefined, { outcome: 'not-reached', cause: null, facts: { reason: 'cancelled' } }],
  [
    'its time was up',
    new DOMException('late', 'TimeoutError'),
    { outcome: 'failed', cause: 'reply-timeout', facts: { 'error-code': 'TIMEOUT' } },
  ],
])('a step that ends because %s', async (_, reason, expected) => {
  const stopper = new AbortController()
  const { recorder } = record(stopper.signal)
  await recorder.run(HTTP, seen, () => {
    stopper.abort(reason)
    throw stopper.signal.reason
  })
  expect(recorder.steps).toMatchObject([expected])
})

test('a step that is skipped says why, and after an abort says that', () => {
  const stopper = new AbortController()
  const { recorder } = record(stopper.signal)
  recorder.skip(HTTP, 'not-reached', 'earlier-failure')
  stopper.abort()
  recorder.skip(HTTP, 'not-reached', 'earlier-failure')
  expect(recorder.steps.map(({ facts }) => facts.reason)).toEqual(['earlier-failure', 'cancelled'])
})

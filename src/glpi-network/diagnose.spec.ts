import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { diagnose, type DiagnoseOptions } from './diagnose.ts'

const KEY = 'eyJpZCI6Nywic2lnbmF0dXJlIjoiM3EyKzd3PT0ifQ=='
const servers: Server[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done)))))

async function vendor(body: string): Promise<string> {
  const server = createServer((request, reply) => {
    reply.setHeader('content-type', 'application/json')
    reply.end(request.url?.includes('marketplace') ? '[{},{}]' : body)
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

async function run(servicesUrl: string, options: Partial<DiagnoseOptions> = {}) {
  const lines: DiagnosisLine[] = []
  const asked = { servicesUrl, uid: 'u'.repeat(40), language: 'en', keyText: KEY, ...options }
  const diagnosis = await diagnose(asked, (line) => void lines.push(line))
  return { lines, ...diagnosis }
}

test('a good key: every link passes', async () => {
  const { steps, lines, conclusion, observation } = await run(await vendor('{"is_valid":true}'))
  expect(steps.map(({ id, outcome, cause }) => [id, outcome, cause])).toEqual([
    ['text', 'passed', null],
    ['resolve', 'passed', null],
    ['connect:127.0.0.1', 'passed', null],
    ['proxy', 'not-needed', null],
    ['tls', 'not-needed', null],
    ['http', 'passed', null],
    ['json', 'passed', null],
    ['contract', 'passed', null],
    ['verdict', 'passed', null],
    ['large', 'passed', null],
  ])
  expect(conclusion).toEqual({ headline: null, others: [] })
  expect(observation).toMatchObject({ verdict: 'accepted' })
  expect(lines[0]).toMatchObject({ line: 'begin' })
  expect(lines.at(-1)).toMatchObject({ line: 'end' })
})

test('a listener that fails does not end the run', async () => {
  const asked = { servicesUrl: await vendor('{"is_valid":true}'), uid: 'u', language: 'en', keyText: KEY }
  const { steps } = await diagnose(asked, () => {
    throw new Error('gone')
  })
  expect(steps.every(({ outcome }) => outcome === 'passed' || outcome === 'not-needed')).toBe(true)
})

test('without a key only the network path is tested', async () => {
  const { steps } = await run(await vendor('{"status":"ok"}'), { keyText: null })
  const notReached = steps.filter(({ outcome }) => outcome === 'not-reached')
  expect(notReached.map(({ id, facts }) => [id, facts.reason])).toEqual([
    ['text', 'no-key'],
    ['contract', 'no-key'],
    ['verdict', 'no-key'],
    ['large', 'no-key'],
  ])
})

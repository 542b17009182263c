import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DiagnosisLine } from '#contract/diagnosis.ts'
import { History } from '#contract/history.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
let vendor: Server
let asked: string[] = []
let answer: (question: IncomingMessage, reply: ServerResponse) => void

const busy = (_: IncomingMessage, reply: ServerResponse) => reply.writeHead(503, { 'retry-after': '120' }).end()
const accepting = ({ url = '' }: IncomingMessage, reply: ServerResponse) =>
  void reply
    .writeHead(200, { 'content-type': 'application/json' })
    .end(url.includes('/registration/') ? '{"is_valid":true,"validation_message":"","subscription":null}' : '[]')

beforeEach(async () => {
  panel = await TestGateway.open()
  asked = []
  answer = accepting
  vendor = createServer((question, reply) => {
    asked.push((question.url ?? '').split('?')[0] ?? '')
    answer(question, reply)
  }).listen(0, '127.0.0.1')
  await once(vendor, 'listening')
  const address = vendor.address()
  const servicesUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl })
  await panel.call('PUT', `${HERE}/registration`, { key: sandboxKey('standard') })
  asked = []
})
afterEach(async () => {
  vi.useRealTimers()
  await panel.close()
  vendor.close()
  vendor.closeAllConnections()
})

const HERE = '/api/instances/town'
const refresh = () => panel.call('POST', `${HERE}/registration/refresh`)
async function diagnose() {
  const text = await (await panel.call('POST', `${HERE}/diagnosis`, {})).text()
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => DiagnosisLine.parse(JSON.parse(line)))
}
const historyOf = async () => History.parse(await panel.json('GET', `${HERE}/history`)).entries

test('in a pause, a diagnosis tests the path, asks nothing, and says for how long', async () => {
  answer = busy
  await refresh()
  expect(asked).toEqual(['/api/registration/info'])
  const before = await historyOf()
  const lines = await diagnose()
  expect(asked).toHaveLength(1)
  const step = (stage: string) => lines.find((line) => line.line === 'step' && line.stage === stage)
  expect(step('connect')).toMatchObject({ outcome: 'passed' })
  expect(step('http')).toMatchObject({ outcome: 'failed', cause: 'vendor-error' })
  expect(Number(Object(step('http')).facts['retry-after'])).toBeGreaterThan(60)
  expect(lines.at(-1)).toMatchObject({ line: 'end', conclusion: { headline: 'vendor-error' } })
  // what was not asked is in no history
  expect(await historyOf()).toEqual(before)
  panel.passed = 121_000
  answer = accepting
  await diagnose()
  expect(asked.length).toBeGreaterThan(1)
})

test('a pause that a diagnosis hears of binds everyone', async () => {
  answer = busy
  await diagnose()
  const count = asked.length
  await refresh()
  expect(asked).toHaveLength(count)
})

test('a pause, and that a vendor was silent, outlive a restart', async () => {
  answer = busy
  await refresh()
  await panel.gateway.stop()
  await panel.start()
  await refresh()
  expect(asked).toHaveLength(1)
  panel.passed = 121_000
  await refresh()
  expect(asked).toHaveLength(2)
})

test('in a pause, the marketplace is not asked for either', async () => {
  answer = busy
  await refresh()
  for (const path of ['/marketplace', '/marketplace/tags', '/marketplace/tags/x'])
    await panel.call('GET', `${HERE}${path}`)
  expect(await panel.json('GET', `${HERE}/marketplace`)).toMatchObject({ code: 'vendor-error' })
  expect(asked).toEqual(['/api/registration/info'])
})

test('a pause that the marketplace hears of binds everyone', async () => {
  answer = busy
  await panel.call('GET', `${HERE}/marketplace/tags`)
  expect(asked).toEqual(['/api/marketplace/tags/top'])
  await refresh()
  expect(asked).toHaveLength(1)
})

test('lists of the marketplace that have to be asked for are within the budget of a sign-in, and remembered ones are free', async () => {
  // a clock that stands still, however long this takes
  vi.useFakeTimers({ toFake: ['Date'] })
  await panel.signIn('viewer')
  const languages = Array.from({ length: 150 }, (_, at) =>
    String.fromCodePoint(97 + Math.floor(at / 26), 97 + (at % 26)),
  )
  const statuses: number[] = []
  for (const language of languages)
    statuses.push(
      (await panel.call('GET', `${HERE}/marketplace/tags`, undefined, { 'accept-language': language })).status,
    )
  expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([100, 429])
  expect(asked).toHaveLength(100)
  const again = await panel.call('GET', `${HERE}/marketplace/tags`, undefined, {
    'accept-language': languages[0] ?? '',
  })
  expect(again.status).toBe(200)
})

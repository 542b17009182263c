import { afterEach, beforeEach, expect, test } from 'vitest'
import { Instances, Registration } from '#contract/panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

const DAY = 86_400_000
const HERE = '/api/instances/sandbox/registration'
const NOBODY = { cookie: '' }

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const save = (name: string) => panel.json('PUT', HERE, { key: sandboxKey(name), replaceUnverified: true })
const metrics = async () => (await panel.call('GET', '/api/metrics')).text()
const samples = async () => (await metrics()).split('\n').filter((line) => /^latchkey_.* (?!0$)/.test(line))
const warning = async () => {
  const { instances } = Instances.parse(await panel.json('GET', '/api/instances'))
  const one = Registration.parse(await panel.json('GET', HERE))
  expect(instances.map((instance) => instance.warning)).toEqual([one.warning])
  return one.warning
}

test.each<[string, object]>([
  ['standard', { kind: 'none', severity: 'ok', days: 165 }],
  ['ends-in-45', { kind: 'ends-soon', severity: 'warning', days: 45 }],
  ['ends-in-6', { kind: 'ends-soon', severity: 'critical', days: 6 }],
  ['ended', { kind: 'ended', severity: 'critical', days: -12 }],
  ['not-started', { kind: 'not-started', severity: 'warning', days: null }],
  ['refused', { kind: 'refused', severity: 'critical', days: null }],
  ['error-500', { kind: 'unverified', severity: 'unknown', days: null }],
])('the warning of %s in the list and in the registration', async (name, expected) => {
  await save(name)
  expect(await warning()).toEqual(expected)
})

test('without a key there is nothing to watch', async () => {
  expect(await warning()).toEqual({ kind: 'no-key', severity: 'unknown', days: null })
})

test('a clock of the gateway that is wrong is a warning', async () => {
  panel.skew = -2 * 60_000
  await panel.gateway.stop()
  await panel.start()
  await save('standard')
  expect(await warning()).toEqual({ kind: 'clock-wrong', severity: 'warning', days: 165 })
})

test('GLPI Network that has not answered for days is a warning', async () => {
  await save('standard')
  await panel.sandbox.close()
  await panel.json('POST', `${HERE}/refresh`)
  expect(await warning()).toEqual({ kind: 'vendor-no-answer', severity: 'unknown', days: 165 })
  panel.passed = 4 * DAY
  expect(await warning()).toEqual({ kind: 'vendor-silent', severity: 'warning', days: 161 })
})

test('what our own clock alone calls ended is not known, and has no number', async () => {
  await save('standard')
  await panel.gateway.stop()
  panel.skew = 365 * DAY
  await panel.start()
  await panel.signIn()
  expect(await warning()).toEqual({ kind: 'vendor-no-answer', severity: 'unknown', days: null })
  expect(await metrics()).not.toMatch(/^latchkey_subscription_days_left\{/m)
})

test('the metrics of an instance', async () => {
  await save('ends-in-20')
  const [days, state, checked] = await samples()
  expect(days).toBe('latchkey_subscription_days_left{id="sandbox",name="Practice"} 20')
  expect(state).toBe('latchkey_state{id="sandbox",name="Practice",state="expiring"} 1')
  const seconds = Number(/^latchkey_last_check_seconds\{id="sandbox",name="Practice"\} (\d+)$/.exec(checked ?? '')?.[1])
  expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(60)
})

test('a calendar with the end of the subscription', async () => {
  await panel.gateway.noteAddress('https://latchkey.example')
  await save('ends-in-20')
  const reply = await panel.call('GET', '/api/calendar.ics')
  const text = await reply.text()
  expect(reply.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1)
  expect(text.replaceAll('\r\n ', '')).toContain('\\nhttps://latchkey.example/sandbox/setup/general/glpi-network')
  const uid = /^UID:.*$/m.exec(text)?.[0]
  await panel.gateway.stop()
  await panel.start()
  expect(await (await panel.call('GET', '/api/calendar.ics')).text()).toContain(uid)
})

type Asks = [what: string, path: string, headers: Record<string, string>, status: number]

test('who may read them', async () => {
  const { readTokens } = panel.gateway
  const { id, token } = await readTokens.create('prometheus')
  const bearer = { ...NOBODY, authorization: `Bearer ${token}` }
  const asks: Asks[] = [
    ['nobody', '/api/metrics', NOBODY, 401],
    ['a token in the header', '/api/metrics', bearer, 200],
    ['a scheme in small letters', '/api/metrics', { ...NOBODY, authorization: `bearer ${token}` }, 200],
    ['a token in the address of the metrics', `/api/metrics?token=${token}`, NOBODY, 401],
    ['another token', '/api/metrics', { ...NOBODY, authorization: 'Bearer wrong' }, 401],
    ['another scheme', '/api/metrics', { ...NOBODY, authorization: `Basic ${token}` }, 401],
    ['nobody', '/api/calendar.ics', NOBODY, 401],
    ['a token in the address', `/api/calendar.ics?token=${token}`, NOBODY, 200],
    ['a token in the header', '/api/calendar.ics', bearer, 200],
    ['another token in the address', '/api/calendar.ics?token=wrong', NOBODY, 401],
    ['an empty token', '/api/calendar.ics?token=', NOBODY, 401],
    ['a token, elsewhere', '/api/instances', bearer, 401],
    ['a token, elsewhere', `/api/instances?token=${token}`, NOBODY, 401],
    ['a token as a cookie', '/api/metrics', { cookie: `latchkey=${token}` }, 401],
    ['a token that was signed in with', HERE, { cookie: `latchkey=${token}` }, 401],
  ]
  const statusOf = async ([what, path, headers]: Asks) => [
    what,
    path,
    (await panel.call('GET', path, undefined, headers)).status,
  ]
  for (const ask of asks) expect(await statusOf(ask)).toEqual([ask[0], ask[1], ask[3]])
  await panel.signIn('viewer')
  expect((await panel.call('GET', '/api/metrics')).status).toBe(200)
  expect(await readTokens.revoke(id)).toBe(true)
  expect((await panel.call('GET', '/api/metrics', undefined, bearer)).status).toBe(401)
})

test('neither reply contains a key or the token', async () => {
  const { token } = await panel.gateway.readTokens.create('calendar')
  await save('ends-in-20')
  for (const path of ['/api/metrics', '/api/calendar.ics']) {
    const text = await (
      await panel.call('GET', `${path}?token=${token}`, undefined, { authorization: `Bearer ${token}` })
    ).text()
    expect(text.replaceAll('\r\n ', '')).not.toContain(token)
    expect(text.replaceAll('\r\n ', '')).not.toContain(sandboxKey('ends-in-20').slice(0, 30))
  }
})

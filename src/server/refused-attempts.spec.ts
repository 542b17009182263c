import { afterEach, beforeEach, expect, test } from 'vitest'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import type { Agent } from './actor.ts'
import { verifyAudit } from './store/audit-chain.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const HERE = '/api/instances/sandbox/registration'

const refusals = async () => {
  const rows = await panel.gateway.store
    .selectFrom('audit')
    .selectAll()
    .where('outcome', '=', 'refused')
    .orderBy('number')
    .execute()
  return rows.map((row) =>
    [
      row.action,
      row.code,
      row.count,
      row.person ?? row.role ?? 'nobody',
      row.address ?? '-',
      row.instance_id ?? '-',
    ].join(' '),
  )
}

/** As Node's server hands it over, with the socket of that address. */
async function from(
  address: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const request = new Request(`http://127.0.0.1${path}`, {
    method,
    headers: { cookie: panel.cookie, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body ?? {}),
  })
  const reply = await panel.app.fetch(request, { incoming: { socket: { remoteAddress: address } } })
  return reply.status
}

test('a role that may not, whether it reads or changes, and by whom', async () => {
  const token = await panel.gateway.signIns.invite('viewer', 1, { name: 'Ann' })
  const opened = await panel.call('POST', '/api/session', { token }, { cookie: '' })
  panel.cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(await from('192.0.2.7', 'PUT', HERE, { key: sandboxKey('standard') })).toBe(403)
  expect((await panel.call('GET', '/api/people')).status).toBe(403)
  expect((await panel.call('GET', '/api/instances/nobody')).status).toBe(404)
  expect(await refusals()).toEqual(['key-save role-required 1 Ann 192.0.2.7 sandbox', 'read admin-required 1 Ann - -'])
})

test('a state that was changed meanwhile, a key that is none, another site, and nobody signed in', async () => {
  expect((await panel.call('PUT', HERE, { key: sandboxKey('standard') }, { 'if-match': '"x"' })).status).toBe(412)
  expect((await panel.call('PUT', HERE, { key: 'hello' })).status).toBe(422)
  expect((await panel.call('DELETE', HERE, undefined, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await panel.call('POST', `${HERE}/refresh`, undefined, { cookie: '' })).status).toBe(401)
  expect((await panel.call('POST', '/api/nowhere', {})).status).toBe(404)
  expect((await panel.call('GET', HERE, undefined, { cookie: '' })).status).toBe(401)
  expect(await refusals()).toEqual([
    'key-save changed-meanwhile 1 admin - sandbox',
    'key-save key-wrong-secret 1 admin - sandbox',
    'key-remove origin-refused 1 nobody - sandbox',
    'key-refresh sign-in-required 1 nobody - sandbox',
    'request route-unknown 1 admin - -',
  ])
})

test('a thousand wrong links from one address are two rows of each refusal a minute', async () => {
  for (let at = 0; at < 1000; at += 1) await from('192.0.2.9', 'POST', '/api/session', { token: `wrong ${at}` })
  expect(await refusals()).toEqual([
    'sign-in sign-in-link-spent 1 nobody 192.0.2.9 -',
    'sign-in too-many-tries 1 nobody 192.0.2.9 -',
  ])
  await panel.gateway.refusedAttempts.endMinute()
  const counts = (await refusals()).map((row) => row.split(' ').slice(1, 3))
  const ofCode = (code: string) => counts.flatMap(([of, count]) => (of === code ? [Number(count)] : []))
  expect(ofCode('sign-in-link-spent').length).toBe(2)
  expect(ofCode('too-many-tries').length).toBe(2)
  expect(counts.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(1000)
})

test('wrong links from ten thousand addresses are a hundred rows, and one for the rest with its count', async () => {
  const by = { origin: null, signIn: null, name: null, role: null }
  const attempt = { action: 'sign-in', code: 'sign-in-link-spent', instance: null } as const
  for (let at = 0; at < 10_000; at += 1)
    await panel.gateway.refusedAttempts.note({ ...attempt, by: { ...by, address: `10.0.${at >> 8}.${at & 255}` } })
  await panel.gateway.refusedAttempts.endMinute()
  const rows = await refusals()
  expect(rows.length).toBe(102)
  expect(rows.slice(-2)).toEqual(['refusals other-refusals 1 nobody - -', 'refusals other-refusals 9899 nobody - -'])
  expect(await verifyAudit(panel.gateway.store)).toMatchObject({ fault: null })
})

test('a path that is no id of an instance is none in the row, and the audit verifies', async () => {
  for (const id of ['a%00b', '%ff', 'A', 'x'.repeat(15_000)])
    expect(await from('192.0.2.9', 'POST', `/api/instances/${id}/registration/check`, {}, { cookie: '' })).toBe(401)
  expect(await refusals()).toEqual(['key-check sign-in-required 1 nobody 192.0.2.9 -'])
  expect(await verifyAudit(panel.gateway.store)).toMatchObject({ fault: null })
})

test('of one network, or one sign-in, five kinds a minute have rows of their own, and hide nobody else', async () => {
  const by = { origin: null, signIn: null, name: null, role: null }
  const note = (instance: string, of: Partial<Agent>) =>
    panel.gateway.refusedAttempts.note({ action: 'read', code: 'x', instance, by: { ...by, address: null, ...of } })
  const ann = { origin: 'invite', signIn: 70, name: 'Ann', role: 'viewer' } as const
  for (let at = 1; at <= 300; at += 1) {
    await note(`town-${at}`, { address: `2001:db8:1:2::${at}` })
    await note(`town-${at}`, { ...ann, address: `192.0.2.${at % 200}` })
  }
  await note('city', { address: '192.0.2.1' })
  await note('city', { signIn: 71, name: 'Bob', address: '2001:db8:1:2::5' })
  await panel.gateway.refusedAttempts.endMinute()
  expect(await refusals()).toEqual([
    ...[1, 2, 3, 4, 5].flatMap((at) => [
      `read x 1 nobody 2001:db8:1:2::${at} town-${at}`,
      `read x 1 Ann 192.0.2.${at} town-${at}`,
    ]),
    'refusals other-refusals 1 nobody 2001:db8:1:2::/64 -',
    'refusals other-refusals 1 Ann - -',
    'read x 1 nobody 192.0.2.1 city',
    'read x 1 Bob 2001:db8:1:2::5 city',
    'refusals other-refusals 294 nobody 2001:db8:1:2::/64 -',
    'refusals other-refusals 294 Ann - -',
  ])
})

test('a hundred networks with junk hide nobody who is signed in', async () => {
  const by = { origin: null, signIn: null, name: null, role: null }
  const note = (instance: string, of: Partial<Agent>) =>
    panel.gateway.refusedAttempts.note({ action: 'read', code: 'x', instance, by: { ...by, address: null, ...of } })
  for (let at = 0; at < 300; at += 1) await note(`town-${at % 2}`, { address: `10.0.${at >> 7}.${at & 127}` })
  await note('city', { signIn: 71, name: 'Bob' })
  expect((await refusals()).slice(-2)).toEqual(['refusals other-refusals 1 nobody - -', 'read x 1 Bob - city'])
})

test('what was counted when the gateway stops is stored', async () => {
  for (let at = 0; at < 3; at += 1) await panel.call('PUT', HERE, { key: 'hello' })
  await panel.gateway.stop()
  await panel.start()
  expect(await refusals()).toEqual([
    'key-save key-wrong-secret 1 admin - sandbox',
    'key-save key-wrong-secret 2 admin - sandbox',
  ])
})

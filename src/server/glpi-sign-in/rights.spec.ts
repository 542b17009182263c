import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startFakeGlpi, type FakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { TestGateway } from '../testing/gateway.ts'
import { cookieIn, endOf, OF_TOWN, signInBy, startGlpi11, switchOn, typeIn } from './testing/signing-in.ts'

/** What a GLPI 11.0.8 and a 10.0.19 were seen to answer once a right, an account or a session there had changed. */
const MINUTE = 60_000

let panel: TestGateway
let glpi: FakeGlpi
let cookie: string

const methods = {
  oauth: async () => {
    glpi = await startGlpi11()
    await switchOn(panel, glpi)
    cookie = await signInBy(panel, glpi)
  },
  password: async () => {
    glpi = await startFakeGlpi()
    await switchOn(panel, glpi)
    cookie = cookieIn(await typeIn(panel, glpi.login, glpi.password))
  },
}

beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(async () => {
  await panel.close()
  await glpi.close()
})

/** Time goes by, and what is due is done. The person does something meanwhile. */
async function pass(minutes: number): Promise<void> {
  panel.passed += minutes * MINUTE
  await panel.gateway.glpiRights.readDue()
}
/** As one sees it whose secret was renewed meanwhile. */
async function role(): Promise<unknown> {
  const reply = await panel.call('GET', '/api/session', undefined, { cookie })
  cookie = cookieIn(reply) || cookie
  const session: unknown = await reply.json()
  return session === null ? null : Object(session).role
}

describe.each(['oauth', 'password'] as const)('%s', (method) => {
  beforeEach(() => methods[method]())

  test('the right is read again, and the role follows it', async () => {
    glpi.config = 1
    expect(await role()).toBe('admin')
    await pass(5)
    expect(await role()).toBe('admin')
    await pass(2)
    expect(await role()).toBe('viewer')
    glpi.config = 3
    await pass(7)
    expect(await role()).toBe('admin')
  })

  test.each<[string, () => unknown]>([
    ['the right is taken away', () => (glpi.config = 0)],
    ['the account is closed', () => (glpi.accountIsOpen = false)],
    ['the session there has ended', () => (glpi.sessions.clear(), glpi.bearers.clear())],
    ['the API is switched off', () => ((glpi.apiEnabled = false), glpi.hlapi && (glpi.hlapi.enabled = false))],
  ])('the session ends when %s', async (_, change) => {
    change()
    await pass(7)
    expect(await role()).toBeNull()
    expect(await endOf(panel, cookie)).toEqual({ reason: 'right-lost' })
    expect(await panel.json('GET', '/api/people')).toMatchObject({ sessions: [{ origin: 'invite' }] })
  })

  test.each<[string, () => unknown]>([
    ['is down', () => (glpi.drops = () => 'before')],
    ['answers with a page', () => (glpi.page = { status: 503, html: '<title>Maintenance - GLPI</title>' })],
  ])('a GLPI that %s changes nothing for 15 minutes, and then the session is over', async (_, change) => {
    change()
    await pass(7)
    await pass(7)
    expect(await role()).toBe('admin')
    await pass(2)
    expect(await role()).toBeNull()
    expect(await endOf(panel, cookie)).toEqual({ reason: 'right-unknown' })
  })

  test('one answer within 15 minutes is enough', async () => {
    glpi.drops = () => 'before'
    await pass(7)
    glpi.drops = () => null
    await pass(7)
    glpi.drops = () => 'before'
    await pass(14)
    expect(await role()).toBe('admin')
  })

  test('a session lasts for hours, and no longer than any other', async () => {
    for (let count = 0; count < 102; count += 1) {
      await pass(7)
      expect(await role()).toBe('admin')
    }
    await pass(7)
    expect(await role()).toBeNull()
    expect(await endOf(panel, cookie)).toEqual({ reason: 'over' })
  })

  test('who is refused is asked about at once, but not at every refusal', async () => {
    glpi.config = 1
    await pass(7)
    expect(await role()).toBe('viewer')
    const people = async () => (await panel.call('GET', '/api/people', undefined, { cookie })).status
    const before = glpi.requests.length
    panel.passed += MINUTE
    expect(await people()).toBe(403)
    const asked = glpi.requests.length
    expect(asked).toBeGreaterThan(before)
    expect(await people()).toBe(403)
    expect(glpi.requests).toHaveLength(asked)
    glpi.config = 3
    panel.passed += MINUTE
    expect(await people()).toBe(200)
    glpi.config = 0
    await pass(7)
    expect(await people()).toBe(401)
  })

  test('a role that an administrator gives stays for as long as the right is what it was', async () => {
    const session = Object(await panel.json('GET', '/api/people')).sessions[1]
    await panel.call('PUT', `/api/sessions/${session.number}/role`, { role: 'operator' })
    await pass(7)
    expect(await role()).toBe('operator')
    glpi.config = 1
    await pass(7)
    expect(await role()).toBe('viewer')
  })

  test('its sessions end when it is switched off, when it is changed, and when the instance is removed', async () => {
    const url = glpi.url
    await panel.call('DELETE', OF_TOWN)
    expect(await role()).toBeNull()
    await panel.call('DELETE', '/api/instances/town')
    await methods[method]()
    await panel.call('PUT', OF_TOWN, { method: 'password', url })
    expect(await endOf(panel, cookie)).toEqual({ reason: 'right-lost' })
    await panel.call('DELETE', '/api/instances/town')
    await methods[method]()
    await panel.call('DELETE', '/api/instances/town')
    await pass(7)
    expect(await endOf(panel, cookie)).toEqual({ reason: 'right-lost' })
  })

  test('after a restart the right is read again as before', async () => {
    await panel.gateway.stop()
    await panel.start()
    glpi.config = 1
    await pass(7)
    expect(await role()).toBe('viewer')
  })

  test('of two gateways, one reads', async () => {
    panel.passed += 7 * MINUTE
    const before = glpi.requests.length
    await panel.gateway.glpiRights.readDue()
    const once = glpi.requests.length - before
    panel.passed += 7 * MINUTE
    await Promise.all([panel.gateway.glpiRights.readDue(), panel.gateway.glpiRights.readDue()])
    expect(glpi.requests.length - before).toBe(2 * once)
    expect(await role()).toBe('admin')
  })
})

test('a session that is over ends in GLPI as well', async () => {
  await methods.password()
  expect(glpi.sessions.size).toBe(1)
  await panel.call('DELETE', '/api/session', undefined, { cookie })
  await pass(7)
  expect(glpi.sessions.size).toBe(0)
  expect(await endOf(panel, cookie)).toEqual({ reason: 'signed-out' })
})

test('who may not see their own account in GLPI has 15 minutes', async () => {
  await methods.password()
  glpi.seesOwnAccount = false
  await pass(7)
  expect(await role()).toBe('admin')
  await pass(8)
  expect(await role()).toBeNull()
  expect(await endOf(panel, cookie)).toEqual({ reason: 'right-unknown' })
})

test('a token that ends is exchanged, and the new one kept', async () => {
  await methods.oauth()
  const [first] = glpi.bearers.keys()
  for (let count = 0; count < 9; count += 1) {
    await pass(7)
    expect(await role()).toBe('admin')
  }
  expect([...glpi.bearers.keys()]).not.toContain(first)
  expect(glpi.bearers.size).toBe(1)
})

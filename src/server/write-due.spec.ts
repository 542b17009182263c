import { afterEach, beforeEach, expect, test } from 'vitest'
import { Registration } from '#contract/panel.ts'
import { Problem } from '#contract/problem.ts'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { runAs } from './actor.ts'
import { TestGateway } from './testing/gateway.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'

let panel: TestGateway
let glpi: ScriptedGlpi
beforeEach(async () => {
  glpi = new ScriptedGlpi()
  panel = await TestGateway.open((gateway) => (gateway.openGlpi = glpi.open))
  const connection = { rest: { url: 'http://127.0.0.1:9/glpi', userToken: 'canary-token' } }
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url, connection })
})
afterEach(() => panel.close())

const HERE = '/api/instances/town/registration'
const put = (more = {}) => panel.call('PUT', HERE, { key: sandboxKey('standard'), ...more })
const registration = async (method = 'GET', path = '') => Registration.parse(await panel.json(method, `${HERE}${path}`))

test('what GLPI cannot be given is not saved, unless it is to be kept until then', async () => {
  glpi.cause = 'glpi-unreachable'
  expect(Problem.parse(await (await put()).json()).code).toBe('glpi-unreachable')
  expect(await registration()).toMatchObject({ state: 'none', key: null, writeDue: false })
  const kept = Registration.parse(await (await put({ keepWithoutGlpi: true })).json())
  expect(kept).toMatchObject({ state: 'active', storage: 'unknown', writeDue: true })
  expect(glpi.value).toBeNull()
})

test('it is written as soon as GLPI answers, and once', async () => {
  glpi.cause = 'glpi-unreachable'
  await put({ keepWithoutGlpi: true })
  expect(await registration('POST', '/refresh')).toMatchObject({ writeDue: true })
  glpi.cause = null
  expect(await registration('POST', '/refresh')).toMatchObject({ storage: 'proven', writeDue: false })
  expect(glpi.value).toBe(sandboxKey('standard'))
  const writes = () => glpi.done.filter((what) => what.startsWith('wrote')).length
  const before = writes()
  await registration('POST', '/refresh')
  expect(writes()).toBe(before)
})

test('a diagnosis that finds GLPI answering writes nothing', async () => {
  glpi.cause = 'glpi-unreachable'
  await put({ keepWithoutGlpi: true })
  glpi.cause = null
  await (await panel.call('POST', '/api/instances/town/diagnosis', {})).text()
  expect(glpi.value).toBeNull()
})

test('a GLPI that answers, and refuses, is not asked again by itself', async () => {
  glpi.writeCause = 'right-missing'
  expect(Problem.parse(await (await put({ keepWithoutGlpi: true })).json()).code).toBe('right-missing')
  expect(await registration()).toMatchObject({ state: 'none', writeDue: false })
})

test('a key that is removed meanwhile is not written', async () => {
  glpi.cause = 'glpi-unreachable'
  await put({ keepWithoutGlpi: true })
  glpi.cause = null
  await registration('DELETE')
  await registration('POST', '/refresh')
  expect(glpi.value).toBeNull()
})

test('who wrote it is in the audit: Latchkey, where it was due, whoever woke it', async () => {
  glpi.cause = 'glpi-unreachable'
  await put({ keepWithoutGlpi: true })
  glpi.cause = null
  panel.passed = 120_000
  const ann = { number: 9, role: 'admin', name: 'Ann', origin: 'invite' } as const
  runAs(ann, () => panel.gateway.scheduler.start())
  const rows = () =>
    panel.gateway.store
      .selectFrom('audit')
      .select(['action', 'outcome', 'origin', 'person', 'fingerprint_after', 'facts'])
      .where('instance_id', '=', 'town')
      .orderBy('number')
      .execute()
  await expect.poll(async () => (await rows()).length, { timeout: 50_000 }).toBeGreaterThan(4)
  expect((await rows()).map(({ action, outcome, origin }) => `${action} ${outcome} ${origin}`)).toEqual([
    'instance-add done invite',
    'key-save started invite',
    'key-save done invite',
    'storage-change done latchkey',
    'key-write done latchkey',
  ])
  const fingerprint = fingerprintOf(sandboxKey('standard'))
  expect((await rows()).at(-1)).toMatchObject({ fingerprint_after: fingerprint, facts: '{"storage":"proven"}' })
})

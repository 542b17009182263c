import { afterEach, beforeEach, expect, test } from 'vitest'
import { Instance, Instances, Registration } from '#contract/panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const place = (id: string) => `/api/instances/${id}/registration`
const add = (id: string) =>
  panel.call('POST', '/api/instances', { id, name: `The ${id}`, servicesUrl: panel.sandbox.url })
const save = async (id: string, name: string) =>
  Registration.parse(await panel.json('PUT', place(id), { key: sandboxKey(name) }))
const sharedIds = (reply: Registration) => reply.sharedWith?.instances.map(({ id }) => id) ?? null
const markedIds = async () =>
  Instances.parse(await panel.json('GET', '/api/instances')).instances.flatMap(({ id, isShared }) =>
    isShared ? [id] : [],
  )

test('a key that is saved for several instances is named where it is saved, read and listed', async () => {
  for (const id of ['town', 'lycee', 'annexe']) await add(id)
  expect(sharedIds(await save('town', 'basic'))).toBeNull()
  expect((await save('lycee', 'basic')).sharedWith).toEqual({
    count: 1,
    instances: [{ id: 'town', name: 'The town' }],
  })
  expect(sharedIds(await save('annexe', 'standard'))).toBeNull()
  expect(sharedIds(Registration.parse(await panel.json('GET', place('town'))))).toEqual(['lycee'])
  expect(await markedIds()).toEqual(['town', 'lycee'])
  expect(Instance.parse(await panel.json('GET', '/api/instances/annexe')).isShared).toBeUndefined()
  // another key in its place
  expect(sharedIds(await save('lycee', 'standard'))).toEqual(['annexe'])
  expect(await markedIds()).toEqual(['lycee', 'annexe'])
})

test('practice counts neither way', async () => {
  await add('town')
  expect(sharedIds(await save('town', 'basic'))).toBeNull()
  expect(sharedIds(await save('sandbox', 'basic'))).toBeNull()
  expect(sharedIds(Registration.parse(await panel.json('GET', place('town'))))).toBeNull()
  expect(await markedIds()).toEqual([])
})

test('all are counted, and the first five are named', async () => {
  const ids = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7']
  for (const id of ids) {
    await add(id)
    await save(id, 'basic')
  }
  const { sharedWith } = Registration.parse(await panel.json('GET', place('a1')))
  expect([sharedWith?.count, sharedWith?.instances.map(({ id }) => id)]).toEqual([6, ['a2', 'a3', 'a4', 'a5', 'a6']])
})

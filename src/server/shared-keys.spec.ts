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
const markedIds = async () =>
  Instances.parse(await panel.json('GET', '/api/instances')).instances.flatMap(({ id, isShared }) =>
    isShared ? [id] : [],
  )

test('an instance whose key is saved for another one as well is marked in the list', async () => {
  for (const id of ['town', 'lycee', 'annexe']) await add(id)
  await save('town', 'basic')
  await save('lycee', 'basic')
  await save('annexe', 'standard')
  expect(await markedIds()).toEqual(['town', 'lycee'])
  expect(Instance.parse(await panel.json('GET', '/api/instances/annexe')).isShared).toBeUndefined()
  // another key in its place
  await save('lycee', 'standard')
  expect(await markedIds()).toEqual(['lycee', 'annexe'])
})

test('practice counts neither way', async () => {
  await add('town')
  await save('town', 'basic')
  await save('sandbox', 'basic')
  expect(await markedIds()).toEqual([])
})

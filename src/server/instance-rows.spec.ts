import { Kysely } from 'kysely'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Instance, Instances } from '#contract/panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { openStore } from './store/database.ts'
import { TestGateway } from './testing/gateway.ts'

/** Every read of the store begins with this. */
const selectFrom = vi.spyOn(Kysely.prototype, 'selectFrom')
afterAll(() => selectFrom.mockRestore())

const DAY = 86_400_000

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
  for (const id of ['town', 'port', 'hill']) await add(id)
})
afterEach(() => panel.close())

const add = (id: string) => panel.call('POST', '/api/instances', { id, name: id, servicesUrl: panel.sandbox.url })
const rename = (id: string) => panel.call('PUT', `/api/instances/${id}/settings`, { name: `${id} 2` })
const remove = (id: string) => panel.call('DELETE', `/api/instances/${id}`)
const put = (id: string, name: string) =>
  panel.call('PUT', `/api/instances/${id}/registration`, { key: sandboxKey(name) })

/** GLPI Network tells its time in whole seconds: until the next one, an answer may seem to lie ahead, and its row changes once more. */
const settle = () => (panel.passed += 2000)

const list = async (since?: string) =>
  Instances.parse(await panel.json('GET', `/api/instances${since === undefined ? '' : `?since=${since}`}`))
const idsOf = ({ instances, removed }: Instances) => ({ ids: instances.map(({ id }) => id), removed })
/** Each answer of GLPI Network corrects its clock a little, and a row is not made anew for that. */
const withoutMoment = ({ checkedAt, ...rest }: Instance) => ({ ...rest, isChecked: checkedAt !== null })
const ALL = { ids: ['sandbox', 'town', 'port', 'hill'], removed: undefined }

test.each<[string, () => Promise<unknown>, { ids: string[]; removed?: string[] | undefined }]>([
  ['nothing', () => Promise.resolve(), { ids: [], removed: [] }],
  [
    'nothing that is shown',
    () => panel.call('POST', '/api/instances/town/registration/dismiss'),
    { ids: [], removed: [] },
  ],
  ['an instance', () => rename('port'), { ids: ['port'], removed: [] }],
  ['a new instance', () => add('lake'), { ids: ['lake'], removed: [] }],
  ['an instance that is gone', () => remove('town'), { ids: [], removed: ['town'] }],
  ['one that is there again', async () => [await remove('town'), await add('town')], { ids: [], removed: [] }],
  ['one that came and went', async () => [await add('lake'), await remove('lake')], { ids: [], removed: [] }],
  ['a key', () => put('town', 'basic'), { ids: ['town'], removed: [] }],
  ['a key that another one has', () => put('town', 'standard'), { ids: ['town', 'hill'], removed: [] }],
  ['practice with that key', () => put('sandbox', 'standard'), { ids: ['sandbox'], removed: [] }],
  ['days that pass', () => Promise.resolve((panel.passed = DAY)), { ids: ['hill'], removed: [] }],
  [
    'another process',
    async () => {
      const theirs = openStore(panel.folder)
      await theirs.updateTable('instances').set({ name: 'New' }).where('id', '=', 'hill').execute()
      await theirs.destroy()
    },
    { ids: ['hill'], removed: [] },
  ],
])('after the whole list comes what was changed: %s', async (_, change, changed) => {
  await put('hill', 'standard')
  settle()
  const whole = await list()
  expect(idsOf(whole)).toEqual(ALL)
  await change()
  settle()
  const next = await list(whole.since)
  expect(idsOf(next)).toEqual(changed)
  expect(idsOf(await list(next.since))).toEqual({ ids: [], removed: [] })
  // together they are the list
  const merged = new Map(whole.instances.map((instance) => [instance.id, instance]))
  for (const instance of next.instances) merged.set(instance.id, instance)
  for (const id of next.removed ?? []) merged.delete(id)
  const { instances } = await list()
  expect(new Set(merged.values())).toEqual(new Set(instances))
  const each = instances.map(async ({ id }) => Instance.parse(await panel.json('GET', `/api/instances/${id}`)))
  expect(instances.map(withoutMoment)).toEqual((await Promise.all(each)).map(withoutMoment))
})

test('two that no longer share a key', async () => {
  await put('hill', 'standard')
  await put('town', 'standard')
  const { since } = await list()
  await remove('hill')
  expect(idsOf(await list(since))).toEqual({ ids: ['town'], removed: ['hill'] })
})

test('as long as nothing was changed, no row is read', async () => {
  await list()
  selectFrom.mockClear()
  expect(idsOf(await list())).toEqual(ALL)
  await rename('town')
  selectFrom.mockClear()
  await list()
  expect(selectFrom.mock.calls.filter(([from]) => from === 'instances as i')).toHaveLength(1)
})

test.each([
  ['of another run', (since: string) => `x${since}`],
  ['of the future', (since: string) => since.replace(/\d+$/, '99')],
  ['of no list', () => 'nonsense'],
  ['without a name', () => ''],
])('the whole list for a version %s', async (_, since) => {
  expect(idsOf(await list(since((await list()).since)))).toEqual(ALL)
})

test('a gateway that was started again sends the whole list', async () => {
  const { since } = await list()
  await panel.gateway.stop()
  await panel.start()
  expect(idsOf(await list(since))).toEqual(ALL)
})

test('removals that are long gone are forgotten, and the whole list is sent', async () => {
  const { since } = await list()
  const theirs = openStore(panel.folder)
  const values = Array.from({ length: 1001 }, (_, at) => ({
    id: `i${at}`,
    name: '',
    services_url: panel.sandbox.url,
    created_at: 0,
  }))
  for (let from = 0; from < values.length; from += 500)
    await theirs
      .insertInto('instances')
      .values(values.slice(from, from + 500))
      .execute()
  const full = await list(since)
  expect(idsOf(full).ids).toHaveLength(1001)
  await theirs.deleteFrom('instances').where('created_at', '=', 0).execute()
  await theirs.destroy()
  expect(idsOf(await list(full.since))).toEqual(ALL)
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { AuditReply, AuditRow } from '#contract/audit.ts'
import { Problem } from '#contract/problem.ts'
import { TestGateway } from '../testing/gateway.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const read = async (search: string) => AuditReply.parse(await panel.json('GET', `/api/audit${search}`))
const add = (id: string, name: string) => panel.call('POST', '/api/instances', { id, name })

test('each filter narrows, and several together', async () => {
  const token = await panel.gateway.signIns.invite('admin', 1, { name: 'Zoë & Co' })
  const opened = await panel.call('POST', '/api/session', { token }, { cookie: '' })
  await add('town', 'Town')
  panel.cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  await add('city', 'City')
  expect((await add('city', 'Again')).status).toBe(409)
  const found = async (search: string) =>
    (await read(search)).rows.map(({ action, outcome, instance }) => `${action} ${outcome} ${instance}`)
  const zoe = `person=${encodeURIComponent('Zoë & Co')}`
  expect(await found(`?${zoe}`)).toEqual(['instance-add refused null', 'instance-add done city', 'sign-in done null'])
  expect(await found(`?${zoe}&outcome=done&action=instance-add`)).toEqual(['instance-add done city'])
  expect(await found('?instance=town')).toEqual(['instance-add done town'])
  expect(await found('?instance=%27%20or%201=1')).toEqual([])
  const [row] = (await read('?instance=town')).rows
  expect(await found(`?instance=town&from=${row?.at}`)).toHaveLength(1)
  expect(await found(`?instance=town&to=${row?.at}`)).toHaveLength(0)
  expect(row).toMatchObject({ facts: { name: 'Town' }, origin: 'invite', role: 'admin', count: 1 })
})

test('a moment with an offset is the same one in UTC', async () => {
  await add('town', 'Town')
  const [row] = (await read('?instance=town')).rows
  const ahead = new Date(Date.parse(row?.at ?? '') + 2 * 3_600_000).toISOString().replace('Z', '+02:00')
  expect((await read(`?instance=town&from=${encodeURIComponent(ahead)}`)).rows).toHaveLength(1)
  expect((await read(`?instance=town&to=${encodeURIComponent(ahead)}`)).rows).toHaveLength(0)
})

test.each([
  'action=nothing',
  'outcome=maybe',
  'from=yesterday',
  'to=x',
  'from=2026',
  'from=2026-11-29',
  'to=2026-11-29T10:00:00',
  'from=Nov 29 2026',
  'before=1',
  'before=x.y',
])('what is no filter is refused: %s', async (search) => {
  for (const path of search.startsWith('before') ? [''] : ['', '/lines', '/csv']) {
    const reply = await panel.call('GET', `/api/audit${path}?${search}`)
    const [name] = search.split('=')
    expect([path, reply.status]).toEqual([path, 422])
    expect(Problem.parse(await reply.json()).detail).toBe(`Not as expected: ${name}.`)
  }
})

test('JSON Lines have every row with its hash, and a cell of CSV is no formula', async () => {
  const token = await panel.gateway.signIns.invite('admin', 1, { name: '=1+1' })
  const opened = await panel.call('POST', '/api/session', { token }, { cookie: '' })
  panel.cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  await add('town', 'Town')
  const lines = await panel.call('GET', '/api/audit/lines')
  expect(lines.headers.get('content-disposition')).toBe('attachment; filename="audit.jsonl"')
  const rows = (await lines.text())
    .trim()
    .split('\n')
    .map((line) => AuditRow.parse(JSON.parse(line)))
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
  const csv = await (await panel.call('GET', '/api/audit/csv?instance=town')).text()
  expect(csv.split('\r\n')[1]).toMatch(/^5,[^,]+,instance-add,done,,1,invite,2,'=1\+1,admin,,town,,,/)
})

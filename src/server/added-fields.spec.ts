import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { furnish, readEverything, TOWN } from './testing/furnished.ts'
import { TestGateway } from './testing/gateway.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'

const ADDED = 'nobody-named-this-field'
const SECRETS = {
  key: sandboxKey('ends-in-6'),
  formerKey: sandboxKey('standard'),
  userToken: 't'.repeat(40),
  glpiPassword: 'password',
  appToken: 'a'.repeat(40),
  clientSecret: 'c'.repeat(40),
  databasePassword: 'password',
  smtpPassword: 'password',
  webhookSecret: 'whsec_c2VjcmV0',
  hookPath: 'hook',
}
const IDS = ['sandbox', 'town', 'village', 'harbour', 'castle']

let panel: TestGateway
let glpi: ScriptedGlpi
beforeEach(async () => {
  glpi = new ScriptedGlpi()
  glpi.snapshot = { version: '10.0.19', uid: 'u'.repeat(40), rights: { read: true, update: true }, installMode: 'GIT' }
  panel = await TestGateway.open((gateway) => (gateway.openGlpi = glpi.open))
})
afterEach(() => panel.close())

const call = async (method: string, path: string, body?: unknown) => {
  const reply = await panel.call(method, path, body)
  return { status: reply.status, text: await panel.textOf(reply) }
}

/** A run with a fact that is not known is not read at all. */
const CLOSED = 'facts'

/** Nor does its table take another text. */
const NEVER_CHANGED = 'audit'

/** A copy with one more member in each object. */
function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, each]) => [name, name === CLOSED ? each : withMore(each)])
  return { ...Object.fromEntries(members), added: ADDED }
}

function asJson(text: unknown): unknown {
  try {
    return typeof text === 'string' && /^[[{]/.test(text) ? JSON.parse(text) : null
  } catch {
    return null
  }
}

/** Adds a column to every table, and a member to every object that is stored. @returns how many were added. */
async function addFields(): Promise<{ columns: number; objects: number }> {
  const { store } = panel.gateway
  const tables = (await store.introspection.getTables()).map(({ name, columns }) => ({
    name,
    columns: columns.map((column) => column.name),
  }))
  let objects = 0
  for (const { name, columns } of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(store)
    for (const row of rows) {
      for (const column of columns) {
        const value = asJson(row[column])
        if (value === null || name === NEVER_CHANGED) continue
        objects += 1
        const stored = JSON.stringify(withMore(value))
        await sql`update ${sql.table(name)} set ${sql.ref(column)} = ${stored} where ${sql.ref(column)} = ${row[column]}`.execute(
          store,
        )
      }
    }
    await sql.raw(`alter table "${name}" add column added text not null default '${ADDED}'`).execute(store)
  }
  return { columns: tables.length, objects }
}

test('a field that is added to a stored record is in no reply', async () => {
  const places = { servicesUrl: panel.sandbox.url, glpiUrl: 'http://127.0.0.1:9/glpi', hookUrl: 'http://127.0.0.1:9' }
  await furnish(call, SECRETS, { ...places, smtpPort: 9, database: { host: '127.0.0.1', port: 9 } })
  const added = await addFields()
  expect(added.columns).toBeGreaterThan(12)
  // answers, attempts, snapshots, diagnoses
  expect(added.objects).toBeGreaterThan(12)
  await panel.gateway.stop()
  await panel.start()
  const replies = await readEverything(call, IDS)
  for (const path of ['/refresh', '/write', '/prove'])
    replies.push({ where: path, ...(await call('POST', `${TOWN}/registration${path}`)) })
  replies.push({ where: 'settings', ...(await call('PUT', `${TOWN}/settings`, { name: 'Town hall' })) })
  const inAll = replies.map(({ text }) => text).join('\n')
  // what was stored is shown, and was not made anew
  const shown = ['10.0.19', '"daysLeft":6', '"kind":"webhook"', 'Ada', '"outcome":"passed"', 'Practice Standard']
  expect(shown.filter((text) => !inAll.includes(text))).toEqual([])
  expect(replies.filter(({ text }) => text.includes(ADDED)).map(({ where }) => where)).toEqual([])
})

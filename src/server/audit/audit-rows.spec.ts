import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AUDIT_FILTERS } from '#contract/audit.ts'
import { runAs } from '../actor.ts'
import { inOneWrite, recordAudit } from '../store/audit.ts'
import { openStore, type Store } from '../store/database.ts'
import { auditPage, auditRows, type AuditQuery } from './audit-rows.ts'

let folder: string
let store: Store
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  store = openStore(folder)
  const people = ['Ann', 'Bob', 'Cem']
  await inOneWrite(store, async (transaction) => {
    for (let at = 1; at <= 900; at += 1) {
      const who = { number: at % 3, role: 'operator', name: people[at % 3] ?? '', origin: 'invite' } as const
      const action = at % 2 === 0 ? 'key-save' : 'key-remove'
      const outcome = at % 5 === 0 ? 'refused' : 'done'
      // a clock that was set back, and rows at one moment
      const moment = 1000 * Math.floor((at < 500 ? at : at - 100) / 2)
      await runAs(who, () => recordAudit(transaction, { action, outcome, instance: `town-${at % 4}` }, moment))
    }
  })
})
afterAll(async () => {
  await store.destroy()
  rmSync(folder, { recursive: true })
})

test('what was put below the cut is on no page, and in no export', async () => {
  await store.executeQuery(CompiledQuery.raw('update audit_head set cut_number = 10'))
  const numbers = await allPages({})
  for await (const rows of auditRows(store, {})) numbers.push(...rows.map(({ number }) => number))
  await store.executeQuery(CompiledQuery.raw('drop trigger audit_head_no_update'))
  await store.executeQuery(CompiledQuery.raw('update audit_head set cut_number = 0'))
  expect(Math.min(...numbers)).toBe(11)
})

async function allPages(query: AuditQuery): Promise<number[]> {
  const numbers: number[] = []
  let before: { at: number; number: number } | null = null
  for (;;) {
    const rows: { at: number; number: number }[] = await auditPage(store, query, before, 50).execute()
    numbers.push(...rows.map(({ number }) => number))
    const last = rows.at(-1)
    if (last === undefined || rows.length < 50) return numbers
    before = last
  }
}

const FILTERS: Required<Pick<AuditQuery, (typeof AUDIT_FILTERS)[number]>> = {
  instance: 'town-1',
  person: 'Ann',
  action: 'key-save',
  outcome: 'refused',
  from: 100_000,
  to: 300_000,
}
const QUERIES: AuditQuery[] = [
  {},
  ...AUDIT_FILTERS.map((name) => ({ [name]: FILTERS[name] })),
  { person: 'Bob', outcome: 'refused' },
  { instance: 'town-3', from: 100_000, to: 200_000 },
]

test.each(QUERIES.map((query) => [JSON.stringify(query), query] as const))(
  '%s: the pages together are every row that is meant, once, the latest first',
  async (_, query) => {
    const meant: { at: number; number: number }[] = []
    for await (const rows of auditRows(store, query))
      meant.push(...rows.map(({ at, number }) => ({ at: Date.parse(at), number })))
    const ordered = meant.toSorted((one, other) => other.at - one.at || other.number - one.number)
    expect(ordered.length).toBeGreaterThanOrEqual(50)
    expect(await allPages(query)).toEqual(ordered.map(({ number }) => number))
  },
)

const planOf = async (query: AuditQuery, before: { at: number; number: number } | null): Promise<string> => {
  const page = auditPage(store, query, before, 50).compile()
  const plan = CompiledQuery.raw(`explain query plan ${page.sql}`, [...page.parameters])
  const { rows } = await store.executeQuery<{ detail: string }>(plan)
  return rows.map(({ detail }) => detail).join('; ')
}

test.each([
  [{}, 'audit_by_time'],
  [{ instance: 'town-1' }, 'audit_by_instance'],
  [{ person: 'Ann' }, 'audit_by_person'],
  [{ action: 'key-save' }, 'audit_by_action'],
  [{ outcome: 'refused' }, 'audit_by_outcome'],
  [{ from: 1, to: 2 }, 'audit_by_time'],
  [{ instance: 'town-1', from: 1, to: 2 }, 'audit_by_instance'],
] satisfies [AuditQuery, string][])(
  '%j walks the index %s from the place on, and sorts nothing',
  async (query, index) => {
    const plan = await planOf(query, { at: 400_000, number: 800 })
    const head = '; SCALAR SUBQUERY \\d+; SCAN audit_head'
    expect(plan).toMatch(new RegExp(`^SEARCH audit USING INDEX ${index} \\([^;]*\\)${head}$`))
  },
)

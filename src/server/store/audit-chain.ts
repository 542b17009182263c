import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Store } from './database.ts'
import type { Tables } from './schema.ts'

export type AuditRecord = Selectable<Tables['audit']>

/** In this order, and nothing else: a column that is added later needs a form of its own, or former rows would not verify. */
const HASHED = [
  'number',
  'at',
  'action',
  'outcome',
  'code',
  'count',
  'origin',
  'sign_in_id',
  'person',
  'role',
  'address',
  'instance_id',
  'fingerprint_before',
  'fingerprint_after',
  'facts',
] as const satisfies (keyof AuditRecord)[]

/** SHA-256 (hex) of the hash before this row and of its columns: a JSON array, so that no text can pass for two others. */
export const hashOfRow = (row: Omit<AuditRecord, 'hash'>, former: string): string =>
  createHash('sha256')
    .update(JSON.stringify([former, ...HASHED.map((column) => row[column])]))
    .digest('hex')

/** A number and the hash of its row. Kept elsewhere, it shows later whether anything up to there was changed. */
export type Checkpoint = { number: number; hash: string }

/**
 * What is wrong first. `edited`: the row, or its hash. `missing`: there are rows on both sides. `cut`: the latest rows are gone.
 * `added`: behind the latest, or before the beginning.
 * `beginning`: rows are gone that no retention has removed. `checkpoint`: not what was there then. `checkpoint-removed`: retention has
 * removed what the checkpoint is about, and nothing else is wrong.
 */
export type AuditFault = {
  fault: 'edited' | 'missing' | 'cut' | 'added' | 'beginning' | 'checkpoint' | 'checkpoint-removed'
  number: number
}

export type Verified = { rows: number; head: Checkpoint; fault: AuditFault | null }

/** So many rows are read at once, and others are answered in between. */
const PAGE = 1000

const headOf = (store: Store) => store.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow()

export async function auditCheckpoint(store: Store): Promise<Checkpoint> {
  const { number, hash } = await headOf(store)
  return { number, hash }
}

/** Reads every row up to the latest of now. @param checkpoint from elsewhere; null without one. */
export async function verifyAudit(store: Store, checkpoint: Checkpoint | null = null): Promise<Verified> {
  const head = await headOf(store)
  const verified = await verifyFrom(store, head, checkpoint)
  // retention has removed rows meanwhile
  const isCutSince = verified.fault !== null && (await headOf(store)).cut_number !== head.cut_number
  return isCutSince ? verifyAudit(store, checkpoint) : verified
}

async function verifyFrom(
  store: Store,
  head: Awaited<ReturnType<typeof headOf>>,
  checkpoint: Checkpoint | null,
): Promise<Verified> {
  const end = { number: head.number, hash: head.hash }
  let [number, hash] = [head.cut_number, head.cut_hash]
  const found = (fault: AuditFault['fault'], at: number): Verified => ({
    rows: number - head.cut_number,
    head: end,
    fault: { fault, number: at },
  })
  const differs = () => checkpoint?.number === number && checkpoint.hash !== hash
  if (differs()) return found('checkpoint', number)
  /** What the latest row about retention says was removed. */
  let removed = ''
  while (number < head.number) {
    const rows = await rowsAfter(store, number)
    if (rows.length === 0) return found('cut', number + 1)
    for (const row of rows) {
      if (row.number > head.number) break
      if (row.number !== number + 1) return found('missing', number + 1)
      if (row.hash !== hashOfRow(row, hash)) return found('edited', row.number)
      number = row.number
      hash = row.hash
      if (row.action === 'audit-cut') removed = row.facts
      if (differs()) return found('checkpoint', number)
    }
  }
  if (hash !== head.hash) return found('edited', number)
  if (removed !== cutFacts(head)) return found('beginning', head.cut_number + 1)
  const early = await store
    .selectFrom('audit')
    .select('number')
    .where('number', '<=', head.cut_number)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
  if (early) return found('added', early.number)
  // read before the head, which is behind no row that is stored
  const latest = (
    await store.selectFrom('audit').select('number').orderBy('number', 'desc').limit(1).executeTakeFirst()
  )?.number
  const now = await headOf(store)
  if (latest !== undefined && latest > now.number) return found('added', now.number + 1)
  if (checkpoint && checkpoint.number > head.number) return found('cut', head.number + 1)
  if (checkpoint && checkpoint.number < head.cut_number) return found('checkpoint-removed', checkpoint.number)
  return { rows: number - head.cut_number, head: end, fault: null }
}

const rowsAfter = (store: Store, number: number): Promise<AuditRecord[]> =>
  store.selectFrom('audit').selectAll().where('number', '>', number).orderBy('number').limit(PAGE).execute()

/** What a row about retention has as `facts`; '' where nothing was removed. */
export const cutFacts = (head: { cut_number: number; cut_hash: string }): string =>
  head.cut_number === 0 ? '' : JSON.stringify({ upTo: head.cut_number, hash: head.cut_hash })

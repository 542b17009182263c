import type { AuditAction, AuditOutcome } from '#contract/audit.ts'
import { currentAgent, type Agent } from '../actor.ts'
import { cutFacts, hashOfRow, type AuditRecord } from './audit-chain.ts'
import type { Store } from './database.ts'

/** Longer than any name, address or id of ours. */
const LONGEST_TEXT = 500

/** As every database gives it back: some end a text at a NUL, and store no half of a character. */
const storable = (text: string): string =>
  text
    .slice(0, LONGEST_TEXT)
    .replaceAll('\0', '\uFFFD')
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')

const storableOrNull = (text: string | null): string | null => text && storable(text)

export type AuditEntry = {
  action: AuditAction
  outcome?: AuditOutcome
  /** The code of a problem or a cause. */
  code?: string | null
  count?: number
  instance?: string | null
  /** Fingerprints, and never a key. */
  before?: string | null
  after?: string | null
  facts?: Readonly<Record<string, string | number>>
  /** In place of who acts by the request that runs. */
  by?: Agent
}

/** Everything in one transaction: that of the caller, or one of its own. */
export const inOneWrite = <T>(store: Store, work: (transaction: Store) => Promise<T>): Promise<T> =>
  store.isTransaction ? work(store) : store.transaction().execute(work)

/**
 * Adds a row to the chain, in the transaction of the change that it is about: neither is stored without the other. The head is changed
 * first, so that of two transactions at once the second waits for the first.
 * @param transaction of the change.
 */
export async function recordAudit(transaction: Store, entry: AuditEntry, at: number): Promise<void> {
  const { action, outcome = 'done', code = null, count = 1, instance = null, before = null, after = null } = entry
  const { facts = {}, by = currentAgent() } = entry
  const { number, hash: former } = await transaction
    .updateTable('audit_head')
    .set((head) => ({ number: head('number', '+', 1) }))
    .returning(['number', 'hash'])
    .executeTakeFirstOrThrow()
  const row: Omit<AuditRecord, 'hash'> = {
    number,
    at: Math.round(at),
    action,
    outcome,
    code: storableOrNull(code),
    count,
    origin: by.origin,
    sign_in_id: by.signIn,
    person: storableOrNull(by.name),
    role: by.role,
    address: storableOrNull(by.address),
    instance_id: storableOrNull(instance),
    fingerprint_before: storableOrNull(before),
    fingerprint_after: storableOrNull(after),
    facts: JSON.stringify(facts, (_, fact: unknown) => (typeof fact === 'string' ? storable(fact) : fact)),
  }
  const hash = hashOfRow(row, former)
  await transaction
    .insertInto('audit')
    .values({ ...row, hash })
    .execute()
  await transaction.updateTable('audit_head').set({ hash }).execute()
}

/**
 * Before something is sent to a GLPI, in a transaction of its own: whatever happens to the store or to Latchkey meanwhile, who sent it is
 * known. Where this row cannot be written, nothing is sent.
 */
export const recordStart = (store: Store, entry: AuditEntry, at: number): Promise<void> =>
  inOneWrite(store, (transaction) => recordAudit(transaction, { ...entry, outcome: 'started' }, at))

const recorded = new WeakSet<Error>()

/** Marks a problem whose row is written already, so that no refusal is recorded as well. */
export function markRecorded<Problem extends Error>(problem: Problem): Problem {
  recorded.add(problem)
  return problem
}
export const isRecorded = (problem: Error): boolean => recorded.has(problem)

/** As many rows at once are removed, and others write in between. */
const CUT_AT_ONCE = 1000

/** `olderThan`: milliseconds since the epoch. `upTo`: the latest number that may go. */
export type AuditCut = { olderThan: number; upTo?: number }

/**
 * Removes rows from the beginning that are older than `olderThan`, and records that. The head keeps the number and the hash of the last
 * of them, which the chain verifies from.
 * @returns false where nothing is that old but rows about removals.
 */
export const cutAudit = (store: Store, { olderThan, upTo = Infinity }: AuditCut, at: number): Promise<boolean> =>
  inOneWrite(store, async (transaction) => {
    const { cut_number } = await transaction.selectFrom('audit_head').select('cut_number').executeTakeFirstOrThrow()
    const oldest = await transaction
      .selectFrom('audit')
      .select(['number', 'at', 'action', 'hash'])
      .where('number', '>', cut_number)
      .orderBy('number')
      .limit(CUT_AT_ONCE)
      .execute()
    const young = oldest.findIndex((row) => row.at >= olderThan || row.number > upTo)
    const due = young === -1 ? oldest : oldest.slice(0, young)
    const last = due.at(-1)
    if (last === undefined) return false
    // each leaves such a row, and there would be no end
    if (due.length < CUT_AT_ONCE && due.every(({ action }) => action === 'audit-cut')) return false
    const cut = { cut_number: last.number, cut_hash: last.hash }
    await transaction.updateTable('audit_head').set(cut).execute()
    await transaction.deleteFrom('audit').where('number', '>', cut_number).where('number', '<=', last.number).execute()
    await recordAudit(transaction, { action: 'audit-cut', facts: JSON.parse(cutFacts(cut)) }, at)
    return true
  })

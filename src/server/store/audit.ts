import type { AuditAction, AuditOutcome } from '#contract/audit.ts'
import { currentAgent, type Agent } from '../actor.ts'
import { cutFacts, hashOfRow, type AuditRecord } from './audit-chain.ts'
import type { Store } from './database.ts'

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
    code,
    count,
    origin: by.origin,
    sign_in_id: by.signIn,
    person: by.name,
    role: by.role,
    address: by.address,
    instance_id: instance,
    fingerprint_before: before,
    fingerprint_after: after,
    facts: JSON.stringify(facts),
  }
  const hash = hashOfRow(row, former)
  await transaction
    .insertInto('audit')
    .values({ ...row, hash })
    .execute()
  await transaction.updateTable('audit_head').set({ hash }).execute()
}

const recorded = new WeakSet<Error>()

/** What has a row already, because more than a refusal happened. */
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
 * @returns false where nothing is that old.
 */
export const cutAudit = (store: Store, { olderThan, upTo = Infinity }: AuditCut, at: number): Promise<boolean> =>
  inOneWrite(store, async (transaction) => {
    const oldest = await transaction
      .selectFrom('audit')
      .select(['number', 'at', 'hash'])
      .orderBy('number')
      .limit(CUT_AT_ONCE)
      .execute()
    const young = oldest.findIndex((row) => row.at >= olderThan || row.number > upTo)
    const last = oldest.at(young === -1 ? -1 : young - 1)
    if (young === 0 || last === undefined) return false
    const cut = { cut_number: last.number, cut_hash: last.hash }
    await transaction.updateTable('audit_head').set(cut).execute()
    await transaction.deleteFrom('audit').where('number', '<=', last.number).execute()
    await recordAudit(transaction, { action: 'audit-cut', facts: JSON.parse(cutFacts(cut)) }, at)
    return true
  })

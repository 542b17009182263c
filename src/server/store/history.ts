import type { HistoryEntry } from '#contract/history.ts'
import { ROLES } from '#contract/roles.ts'
import { HOLDS_MS, TRIGGERS } from '#domain/history-bands.ts'
import { currentActor } from '../actor.ts'
import type { Store } from './database.ts'
import type { Tables } from './schema.ts'
import { instantOf, oneOf, storedMoment, storedNumber } from './stored-values.ts'

export type HistoryEvent = Pick<
  HistoryEntry,
  'event' | 'fingerprint' | 'state' | 'verdict' | 'cause' | 'trigger' | 'beginsAt' | 'endsAt'
>

const KEPT_PER_INSTANCE = 500

/**
 * Adds a line. A check with the same outcome as the last line, made by the same, is counted on that line instead: but not after a pause in
 * which the outcome is unknown, or where our clock was set back.
 */
export async function recordEvent(store: Store, instanceId: string, event: HistoryEvent, at: number): Promise<void> {
  if (store.isTransaction) return addLine(store, instanceId, event, at)
  // of two lines at once, the later one has to see the former
  await store.transaction().execute((transaction) => addLine(transaction, instanceId, event, at))
}

async function addLine(store: Store, instanceId: string, event: HistoryEvent, at: number): Promise<void> {
  const last = await store
    .selectFrom('history')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const actor = event.trigger === 'schedule' ? null : currentActor()
  const { beginsAt, endsAt, trigger, ...outcome } = event
  const line = {
    ...outcome,
    set_off_by: trigger,
    sign_in_id: actor?.number ?? null,
    sign_in_role: actor?.role ?? null,
    sign_in_name: actor?.name ?? null,
    begins_at: beginsAt === null ? null : storedMoment(Date.parse(beginsAt)),
    ends_at: endsAt === null ? null : storedMoment(Date.parse(endsAt)),
  }
  const same =
    last !== undefined &&
    event.event === 'checked' &&
    COMPARED.every((column) => last[column] === line[column]) &&
    at >= last.last_at &&
    at - last.last_at <= HOLDS_MS
  if (same) {
    await store
      .updateTable('history')
      .set({ last_at: at, count: last.count + 1 })
      .where('id', '=', last.id)
      .execute()
    return
  }
  await store
    .insertInto('history')
    .values({ instance_id: instanceId, ...line, first_at: at, last_at: at, count: 1 })
    .execute()
  await prune(store, instanceId)
}

const COMPARED = [
  'event',
  'fingerprint',
  'state',
  'verdict',
  'cause',
  'set_off_by',
  'sign_in_id',
  'begins_at',
  'ends_at',
] as const

async function prune(store: Store, instanceId: string): Promise<void> {
  const oldestKept = store
    .selectFrom('history')
    .select('id')
    .where('instance_id', '=', instanceId)
    .orderBy('id', 'desc')
    .limit(1)
    .offset(KEPT_PER_INSTANCE)
  await store.deleteFrom('history').where('instance_id', '=', instanceId).where('id', '<=', oldestKept).execute()
}

/** Stands for a time that cannot be read. */
const EPOCH = new Date(0).toISOString()

/** Newest first. */
export async function readHistory(store: Store, instanceId: string): Promise<HistoryEntry[]> {
  const rows = await store
    .selectFrom('history')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    event: row.event,
    firstAt: instantOf(row.first_at) ?? EPOCH,
    lastAt: instantOf(row.last_at) ?? EPOCH,
    count: row.count,
    fingerprint: row.fingerprint,
    state: row.state,
    verdict: row.verdict,
    cause: row.cause,
    trigger: oneOf(TRIGGERS, row.set_off_by),
    signIn: signInOf(row),
    beginsAt: instantOf(row.begins_at),
    endsAt: instantOf(row.ends_at),
  }))
}

type SignInColumns = Pick<Tables['history'], 'sign_in_id' | 'sign_in_role' | 'sign_in_name'>

function signInOf({ sign_in_id: id, sign_in_role, sign_in_name: name }: SignInColumns): HistoryEntry['signIn'] {
  const role = oneOf(ROLES, sign_in_role)
  return id === null || role === null ? null : { number: storedNumber(id), role, name }
}

const CHANGES = ['saved', 'replaced', 'removed', 'restored'] as const satisfies HistoryEntry['event'][]
export type ChangeEvent = (typeof CHANGES)[number]

/** What was last done to the key of an instance, and when. */
export async function latestChange(
  store: Store,
  instanceId: string,
): Promise<{ event: ChangeEvent; at: number } | null> {
  const row = await store
    .selectFrom('history')
    .select(['event', 'last_at'])
    .where('instance_id', '=', instanceId)
    .where('event', 'in', CHANGES)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const event = CHANGES.find((change) => change === row?.event)
  return row && event ? { event, at: row.last_at } : null
}

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { NOTICE_FAULTS, type NoticeFailure } from '#contract/notices.ts'
import type { NoticeFacts, Occasion } from '#notices/occasions.ts'
import type { FleetSummary } from '#notices/compose.ts'
import type { Store } from './database.ts'
import { rowsOfJson, textsIn } from './dialect.ts'
import { oneOf } from './stored-values.ts'

/** A message is tried for this long after its first failure. */
export const GIVE_UP_AFTER_MS = 3 * 86_400_000

/** In place of the facts of a warning that was sent long ago. */
const FORGOTTEN = ''
/** In these words, so that an index of the same words is used. */
const isNotForgotten = sql<boolean>`facts <> ''`
const FORGOTTEN_AT_ONCE = 100

export type OutboxMessage = {
  /** The same at each attempt: receivers tell a repeated message by it. */
  id: string
  recipientId: string
  createdAt: number
  attempts: number
  failingSince: number | null
  summary: FleetSummary | null
  notices: NoticeFacts[]
}

/** What became of the messages of one recipient. */
export type OutboxState = {
  lastSentAt: number | null
  queued: number
  forDigest: number
  failing: { since: number; attempts: number; nextAttemptAt: number; failure: NoticeFailure } | null
  givenUp: { count: number; latestAt: number; failure: NoticeFailure } | null
}

const failureOfRow = ({ fault, said }: { fault: unknown; said: unknown }): NoticeFailure => ({
  fault: oneOf(NOTICE_FAULTS, fault) ?? 'unknown',
  said: typeof said === 'string' ? said : null,
})

/** Warnings to send, and the messages that carry them. A message leaves the queue when it was accepted or given up. */
export function noticeOutbox(store: Store) {
  const queued = () => store.selectFrom('notice_messages').where('state', '=', 'queued')

  /** Messages to send at once, none of which has notices yet. A statement takes any number: its text, which is kept prepared, is the same. */
  const post = (recipientId: string, ids: readonly string[], now: number, summary: FleetSummary | null) =>
    sql`
      insert into notice_messages (id, recipient_id, created_at, state, attempts, next_attempt_at, summary)
      select value ->> 0, ${recipientId}, ${now}, 'queued', 0, ${now}, ${summary && JSON.stringify(summary)}
      from ${rowsOfJson(
        store,
        ids.map((id) => [id]),
      )}
    `.execute(store)

  const waiting = (recipientId: string) =>
    store
      .selectFrom('notices')
      .where('recipient_id', '=', recipientId)
      .where('message_id', 'is', null)
      .where(isNotForgotten)

  return {
    /**
     * Notes warnings for a recipient, unless they were noted before: with a message for each, or else for `postEach` and `postDigest`.
     * The row stays: it keeps a recipient from being warned of the same rung of an instance again.
     */
    async note(recipientId: string, occasions: readonly Occasion[], now: number, isAtOnce: boolean): Promise<void> {
      const instances = [...new Set(occasions.map(({ facts }) => facts.instance.id))]
      const noted = await store
        .selectFrom('notices')
        .select(['instance_id', 'occasion'])
        .where('recipient_id', '=', recipientId)
        .where('instance_id', 'in', textsIn(store, instances))
        .execute()
      const known = new Set(noted.map(({ instance_id, occasion }) => `${instance_id} ${occasion}`))
      const fresh = occasions.filter(({ name, facts }) => !known.has(`${facts.instance.id} ${name}`))
      if (fresh.length === 0) return
      const ids = fresh.map(() => randomUUID())
      if (isAtOnce) await post(recipientId, ids, now, null)
      const rows = fresh.map(({ name, facts }, at) => [
        facts.instance.id,
        name,
        JSON.stringify(facts),
        isAtOnce ? ids[at] : null,
      ])
      await sql`
        insert into notices (recipient_id, instance_id, occasion, facts, decided_at, message_id)
        select ${recipientId}, value ->> 0, value ->> 1, value ->> 2, ${now}, value ->> 3
        from ${rowsOfJson(store, rows)}
      `.execute(store)
    },

    /** One message for each notice that waits, of a recipient who gets no digest any more. */
    async postEach(recipientId: string, now: number): Promise<void> {
      const notices = await waiting(recipientId).select(['instance_id', 'occasion']).orderBy('decided_at').execute()
      const ids = notices.map(() => randomUUID())
      await post(recipientId, ids, now, null)
      for (const [at, notice] of notices.entries())
        await store
          .updateTable('notices')
          .set({ message_id: ids[at] ?? null })
          .where('recipient_id', '=', recipientId)
          .where('instance_id', '=', notice.instance_id)
          .where('occasion', '=', notice.occasion)
          .execute()
    },

    /** One message for all that waits; none where nothing does. */
    async postDigest(recipientId: string, now: number, summary: FleetSummary): Promise<void> {
      if (!(await waiting(recipientId).select('occasion').executeTakeFirst())) return
      const id = randomUUID()
      await post(recipientId, [id], now, summary)
      await store
        .updateTable('notices')
        .set({ message_id: id })
        .where('recipient_id', '=', recipientId)
        .where('message_id', 'is', null)
        .where(isNotForgotten)
        .execute()
    },

    /** Claims due messages for `claimMs`, one of each recipient at most. @param recipients whose messages may be taken. */
    async claimDue(now: number, claimMs: number, limit: number, recipients: readonly string[]): Promise<OutboxClaim[]> {
      if (recipients.length === 0) return []
      const due = await queued()
        .select(['id', 'recipient_id as recipientId'])
        .where('next_attempt_at', '<=', now)
        .where('recipient_id', 'in', recipients)
        .orderBy('next_attempt_at')
        .orderBy('created_at')
        .limit(200)
        .execute()
      const first = new Map<string, OutboxClaim>()
      for (const one of due) if (!first.has(one.recipientId)) first.set(one.recipientId, one)
      const wanted = [...first.values()].slice(0, limit)
      if (wanted.length === 0) return []
      const claimed = await store
        .updateTable('notice_messages')
        .set({ next_attempt_at: now + claimMs })
        .where(
          'id',
          'in',
          wanted.map(({ id }) => id),
        )
        // another replica may have taken some meanwhile
        .where('state', '=', 'queued')
        .where('next_attempt_at', '<=', now)
        .returning('id')
        .execute()
      return wanted.filter(({ id }) => claimed.some((one) => one.id === id))
    },

    async nextDueAt(recipients: readonly string[]): Promise<number | null> {
      if (recipients.length === 0) return null
      const row = await queued()
        .select('next_attempt_at')
        .where('recipient_id', 'in', recipients)
        .orderBy('next_attempt_at')
        .limit(1)
        .executeTakeFirst()
      return row?.next_attempt_at ?? null
    },

    async find(id: string): Promise<OutboxMessage | null> {
      const row = await queued().selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) return null
      const notices = await store
        .selectFrom('notices')
        .select('facts')
        .where('message_id', '=', id)
        .orderBy('decided_at')
        .orderBy('instance_id')
        .execute()
      return {
        id,
        recipientId: row.recipient_id,
        createdAt: row.created_at,
        attempts: row.attempts,
        failingSince: row.failing_since,
        // both were written by this file
        summary: row.summary === null ? null : JSON.parse(row.summary),
        notices: notices.map(({ facts }) => JSON.parse(facts)),
      }
    },

    /** Everything for a recipient waits until then. */
    wait: (recipientId: string, until: number) =>
      store
        .updateTable('notice_messages')
        .set({ next_attempt_at: until })
        .where('recipient_id', '=', recipientId)
        .where('state', '=', 'queued')
        .where('next_attempt_at', '<', until)
        .execute(),

    /** Its instances were removed meanwhile, so that it has nothing to tell. */
    drop: (id: string) => store.deleteFrom('notice_messages').where('id', '=', id).execute(),

    sent: (id: string, now: number) =>
      store
        .updateTable('notice_messages')
        .set({ state: 'sent', ended_at: now, fault: null, said: null, failing_since: null })
        .where('id', '=', id)
        .execute(),

    async failed(
      { id, attempts, failingSince }: OutboxMessage,
      { fault, said }: NoticeFailure,
      now: number,
      nextAttemptAt: number,
    ): Promise<void> {
      const since = Math.min(failingSince ?? now, now)
      const isGivenUp = now - since >= GIVE_UP_AFTER_MS
      await store
        .updateTable('notice_messages')
        .set({
          attempts: attempts + 1,
          failing_since: since,
          fault,
          said,
          next_attempt_at: nextAttemptAt,
          ...(isGivenUp && { state: 'given-up', ended_at: now }),
        })
        .where('id', '=', id)
        .execute()
    },

    /** All that waits for an attempt is due now. @param recipientIds whose messages. */
    async retryNow(recipientIds: readonly string[], now: number): Promise<void> {
      if (recipientIds.length === 0) return
      await store
        .updateTable('notice_messages')
        .set({ next_attempt_at: now })
        .where('recipient_id', 'in', recipientIds)
        .where('state', '=', 'queued')
        .where('attempts', '>', 0)
        .execute()
    },

    /** Those that were given up are tried as if they were new. */
    reviveGivenUp: (recipientId: string, now: number) =>
      store
        .updateTable('notice_messages')
        .set({ state: 'queued', attempts: 0, failing_since: null, ended_at: null, next_attempt_at: now })
        .where('recipient_id', '=', recipientId)
        .where('state', '=', 'given-up')
        .execute(),

    /** Their warnings stay noted, so that none is sent again. */
    async clearGivenUp(recipientId: string): Promise<void> {
      await store
        .updateTable('notice_messages')
        .set({ state: 'sent', ended_at: null })
        .where('recipient_id', '=', recipientId)
        .where('state', '=', 'given-up')
        .execute()
    },

    /**
     * Deletes the texts of messages that were sent before that time, but for the last message of each recipient. The rows stay, so that
     * no warning is sent again. @returns whether there may be more.
     */
    forgetSent: (before: number): Promise<boolean> =>
      store.transaction().execute(async (transaction) => {
        const latest = transaction
          .selectFrom('notice_messages')
          .select((eb) => ['recipient_id', eb.fn.max('ended_at').as('ended_at')])
          .where('state', '=', 'sent')
          .groupBy('recipient_id')
        const old = await transaction
          .selectFrom('notice_messages as m')
          .leftJoin(latest.as('l'), (join) =>
            join.onRef('l.recipient_id', '=', 'm.recipient_id').onRef('l.ended_at', '=', 'm.ended_at'),
          )
          .select('m.id')
          .where('m.state', '=', 'sent')
          .where((eb) => eb.fn.coalesce('m.ended_at', 'm.created_at'), '<', before)
          .where('l.recipient_id', 'is', null)
          .limit(FORGOTTEN_AT_ONCE)
          .execute()
        const ids = textsIn(
          transaction,
          old.map(({ id }) => id),
        )
        await transaction.updateTable('notices').set({ facts: FORGOTTEN }).where('message_id', 'in', ids).execute()
        // their notices then name no message
        await transaction.deleteFrom('notice_messages').where('id', 'in', ids).execute()
        return old.length === FORGOTTEN_AT_ONCE
      }),

    /** Whatever a clock once said, nothing waits for longer. */
    notLaterThan: (latest: number) =>
      store
        .updateTable('notice_messages')
        .set({ next_attempt_at: latest })
        .where('state', '=', 'queued')
        .where('next_attempt_at', '>', latest)
        .execute(),

    async stateOf(recipientId: string): Promise<OutboxState> {
      const mine = () => store.selectFrom('notice_messages').where('recipient_id', '=', recipientId)
      const [ended, toSend, fresh, failing, givenUp] = await Promise.all([
        mine()
          .select('ended_at')
          .where('state', '=', 'sent')
          .where('ended_at', 'is not', null)
          .orderBy('ended_at', 'desc')
          .executeTakeFirst(),
        mine()
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('state', '=', 'queued')
          .executeTakeFirst(),
        waiting(recipientId)
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirst(),
        mine()
          .select(['failing_since', 'attempts', 'next_attempt_at', 'fault', 'said'])
          .where('state', '=', 'queued')
          .where('failing_since', 'is not', null)
          .orderBy('failing_since')
          .executeTakeFirst(),
        mine()
          .select(['ended_at', 'fault', 'said'])
          .where('state', '=', 'given-up')
          .orderBy('ended_at', 'desc')
          .execute(),
      ])
      const [latest] = givenUp
      return {
        lastSentAt: ended?.ended_at ?? null,
        queued: toSend?.count ?? 0,
        forDigest: fresh?.count ?? 0,
        failing: failing
          ? {
              since: failing.failing_since ?? 0,
              attempts: failing.attempts,
              nextAttemptAt: failing.next_attempt_at,
              failure: failureOfRow(failing),
            }
          : null,
        givenUp: latest
          ? { count: givenUp.length, latestAt: latest.ended_at ?? 0, failure: failureOfRow(latest) }
          : null,
      }
    },
  }
}
export type NoticeOutbox = ReturnType<typeof noticeOutbox>

export type OutboxClaim = { id: string; recipientId: string }

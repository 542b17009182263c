import { setImmediate as giveWay } from 'node:timers/promises'
import { sql } from 'kysely'
import { isUnsure, isWanted, occasionsOf, troublesOf } from '#notices/occasions.ts'
import { fleetSummaryOf } from '#notices/compose.ts'
import type { Watched } from '#notices/watched.ts'
import type { Store } from '../store/database.ts'
import { rowsOfJson, textsIn } from '../store/dialect.ts'
import { noticeOutbox } from '../store/notice-outbox.ts'
import { noticeRecipients, type StoredRecipient } from '../store/notice-recipients.ts'

export type NoticeWatchParts = {
  store: Store
  watchedInstances: () => Promise<Watched[]>
  now: () => number
}

/** Decides which recipient gets which warning. The decision and its message are written in one transaction: neither exists alone. */
export function createNoticeWatch({ store, watchedInstances, now }: NoticeWatchParts) {
  /** What was last decided upon of each instance. An instance where nothing has changed costs no query. */
  const decided = new Map<string, string>()
  /** Grows when recipients change: what is decided for those of before does not count. */
  let generation = 0

  /** Decides upon several at once, because a transaction takes a while to reach the disk. */
  async function decide(some: readonly Watched[]): Promise<void> {
    const at = now()
    await store.transaction().execute(async (transaction) => {
      // both may have been removed since they were listed
      const there = await transaction
        .selectFrom('instances')
        .select('id')
        .where('id', 'in', idsOf(transaction, some))
        .execute()
      const ids = new Set(there.map(({ id }) => id))
      const present = some.filter(({ id }) => ids.has(id))
      const recipients = await noticeRecipients(transaction, now).all()
      const began = await followTroubles(transaction, present, at)
      const occasions = present.flatMap((one) => occasionsOf(one, began.get(one.id) ?? NO_TROUBLES, at))
      const outbox = noticeOutbox(transaction)
      for (const { id, wishes, nextDigestAt } of recipients) {
        const wanted = occasions.filter(({ facts }) => isWanted(wishes, facts))
        if (wanted.length > 0) await outbox.note(id, wanted, at, nextDigestAt === null)
      }
    })
  }

  async function postDigests(recipients: readonly StoredRecipient[], watched: readonly Watched[]): Promise<void> {
    const at = now()
    for (const recipient of recipients) {
      const { id, nextDigestAt, wishes } = recipient
      // one that is more than a day away was planned by a clock that was wrong
      const isDue = nextDigestAt !== null && (nextDigestAt <= at || nextDigestAt > at + LONGEST_WAIT_MS)
      if (!isDue) continue
      const { instances } = wishes
      const theirs = watched.filter((one) => (instances === null ? !one.sandbox : instances.includes(one.id)))
      await store.transaction().execute(async (transaction) => {
        await noticeOutbox(transaction).postDigest(id, at, fleetSummaryOf(theirs))
        await noticeRecipients(transaction, now).planDigest(recipient)
      })
    }
  }

  return {
    /** Looks at every instance once. */
    async watch(): Promise<void> {
      const mine = generation
      const recipients = await noticeRecipients(store, now).all()
      // nobody to warn. A recipient who is added later is told what is wrong at that time
      if (recipients.length === 0) return decided.clear()
      const watched = await watchedInstances()
      const troubled = await instancesWithTroubles(store)
      const note = (one: Watched, signature: string) => {
        if (generation === mine) decided.set(one.id, signature)
      }
      const changed: { one: Watched; signature: string }[] = []
      for (const [at, one] of watched.entries()) {
        // SQLite answers within the same tick: without a pause nothing else would run
        if (at % LOOKED_AT === LOOKED_AT - 1) await giveWay()
        const signature = signatureOf(one)
        if (decided.get(one.id) === signature) continue
        if (troubled.has(one.id) || occasionsOf(one, NO_TROUBLES, now()).length > 0) changed.push({ one, signature })
        else note(one, signature)
      }
      let count = FEW
      for (let from = 0; from < changed.length;) {
        const some = changed.slice(from, from + count)
        const startedAt = performance.now()
        await decide(some.map(({ one }) => one))
        for (const { one, signature } of some) note(one, signature)
        from += some.length
        // fewer where there are many recipients, or the disk is slow
        count = Math.min(
          Math.max(Math.round((count * DECIDING_MS) / (performance.now() - startedAt)), 1),
          count * 2,
          MANY,
        )
        await giveWay()
      }
      await postDigests(recipients, watched)
    },

    /** Recipients have changed: every instance is decided upon anew. */
    forget(): void {
      generation++
      decided.clear()
    },
  }
}
export type NoticeWatch = ReturnType<typeof createNoticeWatch>

const signatureOf = (one: Watched): string =>
  JSON.stringify([one.expiry?.endsAt, one.expiry?.rung, one.warning.days === null, troublesOf(one), isUnsure(one)])

const LOOKED_AT = 50
/** How long deciding may hold up everything else. */
const DECIDING_MS = 20
const FEW = 5
const MANY = 200
const NO_TROUBLES: ReadonlyMap<string, number> = new Map()

const idsOf = (store: Store, some: readonly Watched[]) =>
  textsIn(
    store,
    some.map(({ id }) => id),
  )

async function instancesWithTroubles(store: Store): Promise<Set<string>> {
  const rows = await store.selectFrom('notice_troubles').select('instance_id').distinct().execute()
  return new Set(rows.map((row) => row.instance_id))
}

const LONGEST_WAIT_MS = 25 * 3_600_000

/** Notes which troubles hold, and since when. One ends when it is known not to hold any more. @returns when each began, by instance. */
async function followTroubles(store: Store, some: readonly Watched[], at: number) {
  const rows = await store
    .selectFrom('notice_troubles')
    .selectAll()
    .where('instance_id', 'in', idsOf(store, some))
    .execute()
  const began = new Map(some.map(({ id }) => [id, new Map<string, number>()]))
  for (const row of rows) began.get(row.instance_id)?.set(row.kind, row.began_at)
  const fresh: [instance: string, kind: string][] = []
  const over: [instance: string, kind: string][] = []
  for (const one of some) {
    const known = began.get(one.id)
    const holding = new Set<string>(troublesOf(one).map(({ kind }) => kind))
    if (!isUnsure(one)) for (const kind of known?.keys() ?? []) if (!holding.has(kind)) over.push([one.id, kind])
    for (const kind of holding) {
      if (known?.has(kind)) continue
      known?.set(kind, at)
      fresh.push([one.id, kind])
    }
  }
  if (fresh.length > 0)
    await sql`
      insert into notice_troubles (instance_id, kind, began_at)
      select value ->> 0, value ->> 1, ${at} from ${rowsOfJson(store, fresh)}
    `.execute(store)
  if (over.length > 0)
    await sql`
      delete from notice_troubles
      where (instance_id, kind) in (select value ->> 0, value ->> 1 from ${rowsOfJson(store, over)})
    `.execute(store)
  return began
}

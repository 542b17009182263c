import { setImmediate as giveWay } from 'node:timers/promises'
import { isUnsure, isWanted, occasionsOf, troublesOf } from '#notices/occasions.ts'
import { fleetSummaryOf } from '#notices/compose.ts'
import type { Watched } from '#notices/watched.ts'
import type { Store } from '../store/database.ts'
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

  async function decide(one: Watched): Promise<void> {
    const at = now()
    await store.transaction().execute(async (transaction) => {
      // both may have been removed since they were listed
      const isThere = await transaction.selectFrom('instances').select('id').where('id', '=', one.id).executeTakeFirst()
      if (!isThere) return
      const recipients = await noticeRecipients(transaction, now).all()
      const began = await followTroubles(transaction, one, at)
      const occasions = occasionsOf(one, began, at)
      const outbox = noticeOutbox(transaction)
      for (const { id, wishes, nextDigestAt } of recipients) {
        const wanted = occasions.filter(({ facts }) => isWanted(wishes, facts))
        for (const occasion of wanted) await outbox.note(id, occasion, at)
        if (wanted.length > 0 && nextDigestAt === null) await outbox.postEach(id, at)
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
      // without recipients nothing is followed: one that is added later gets what holds then
      if (recipients.length === 0) return decided.clear()
      const watched = await watchedInstances()
      const troubled = await instancesWithTroubles(store)
      for (const [at, one] of watched.entries()) {
        // SQLite answers within the same tick: without a pause nothing else would run
        if (at % BATCH === BATCH - 1) await giveWay()
        const signature = signatureOf(one)
        if (decided.get(one.id) === signature) continue
        if (troubled.has(one.id) || occasionsOf(one, NO_TROUBLES, now()).length > 0) {
          await decide(one)
          await giveWay()
        }
        if (generation === mine) decided.set(one.id, signature)
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

const BATCH = 50
const NO_TROUBLES: ReadonlyMap<string, number> = new Map()

async function instancesWithTroubles(store: Store): Promise<Set<string>> {
  const rows = await store.selectFrom('notice_troubles').select('instance_id').distinct().execute()
  return new Set(rows.map((row) => row.instance_id))
}

const LONGEST_WAIT_MS = 25 * 3_600_000

/** Notes which troubles hold, and since when. One ends when it is known not to hold any more. */
async function followTroubles(store: Store, one: Watched, at: number): Promise<Map<string, number>> {
  const rows = await store.selectFrom('notice_troubles').selectAll().where('instance_id', '=', one.id).execute()
  const began = new Map(rows.map(({ kind, began_at }) => [kind, began_at]))
  const holding = new Set<string>(troublesOf(one).map(({ kind }) => kind))
  for (const kind of holding) {
    if (began.has(kind)) continue
    began.set(kind, at)
    await store.insertInto('notice_troubles').values({ instance_id: one.id, kind, began_at: at }).execute()
  }
  const over = isUnsure(one) ? [] : [...began.keys()].filter((kind) => !holding.has(kind))
  if (over.length > 0)
    await store.deleteFrom('notice_troubles').where('instance_id', '=', one.id).where('kind', 'in', over).execute()
  return began
}

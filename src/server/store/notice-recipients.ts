import type { RecipientForm } from '#contract/notices.ts'
import { nextLocalTime } from '#notices/local-time.ts'
import type { Store } from './database.ts'

/** Which warnings a recipient wants, when, and how. */
export type RecipientWishes = Omit<RecipientForm, 'target' | 'secret' | 'appToken'>

export type StoredRecipient = {
  id: string
  wishes: RecipientWishes
  /** `RecipientTarget`, sealed. */
  sealedTarget: string
  nextDigestAt: number | null
}

const nextDigest = ({ delivery, digestAt, zone }: RecipientWishes, now: number): number | null =>
  delivery === 'daily' ? nextLocalTime(now, digestAt, zone) : null

/** The recipients, in the order in which they were added. */
export function noticeRecipients(store: Store, now: () => number) {
  return {
    async all(): Promise<StoredRecipient[]> {
      const rows = await store.selectFrom('notice_recipients').selectAll().orderBy('created_at').orderBy('id').execute()
      return rows.map(({ id, wishes, sealed_target, next_digest_at }) => ({
        id,
        // written by `add` and `change` alone, which take nothing else
        wishes: JSON.parse(wishes),
        sealedTarget: sealed_target,
        nextDigestAt: next_digest_at,
      }))
    },

    async find(id: string): Promise<StoredRecipient | undefined> {
      return (await this.all()).find((one) => one.id === id)
    },

    async add(id: string, wishes: RecipientWishes, sealedTarget: string): Promise<void> {
      await store
        .insertInto('notice_recipients')
        .values({
          id,
          wishes: JSON.stringify(wishes),
          sealed_target: sealedTarget,
          created_at: now(),
          next_digest_at: nextDigest(wishes, now()),
        })
        .execute()
    },

    async change(id: string, wishes: RecipientWishes, sealedTarget: string): Promise<void> {
      await store
        .updateTable('notice_recipients')
        .set({
          wishes: JSON.stringify(wishes),
          sealed_target: sealedTarget,
          next_digest_at: nextDigest(wishes, now()),
        })
        .where('id', '=', id)
        .execute()
    },

    /** Schedules the digest after the one that is due now. */
    planDigest: ({ id, wishes }: StoredRecipient) =>
      store
        .updateTable('notice_recipients')
        .set({ next_digest_at: nextDigest(wishes, now()) })
        .where('id', '=', id)
        .execute(),

    /** Also removes its messages. */
    remove: (id: string) => store.deleteFrom('notice_recipients').where('id', '=', id).execute(),
  }
}

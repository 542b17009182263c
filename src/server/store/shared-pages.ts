import * as z from 'zod/mini'
import { ScreenPlace, SharedScreen } from '#contract/together.ts'
import type { Store } from './database.ts'
import { newSecret } from './secrets.ts'
import { storedJson } from './stored-values.ts'

/** A page that is shown to support. Secrets are their SHA-256; times are by the clock that limits go by. */
const SharedPage = z.object({
  /** Whose page it is. */
  session: z.number(),
  endsAt: z.number(),
  tokenHash: z.string(),
  /** null once somebody has used it: a code that is read out opens once. */
  codeHash: z.nullable(z.string()),
  viewers: z.array(z.object({ secretHash: z.string(), since: z.number() })),
  screen: z.nullable(SharedScreen),
  pointing: z.nullable(z.extend(ScreenPlace, { number: z.int() })),
})
export type SharedPage = z.infer<typeof SharedPage>

/** By the number of the sign-in. */
export type SharedPages = {
  find(session: number): Promise<SharedPage | null>
  /** By the hash of its token, its code, or the secret of one who looks on. */
  findBySecret(hash: string): Promise<SharedPage | null>
  /**
   * @param next gets the page as it is, and says what it is from now on; null for none. No two do so at once. Where it returns what it
   * got, nothing is changed.
   * @returns that.
   */
  change(session: number, next: (found: SharedPage | null) => SharedPage | null): Promise<SharedPage | null>
  /** All that there are. `version` is another one after each change. */
  list(): Promise<{ session: number; endsAt: number; version: string }[]>
}

export const pageSecretsOf = ({ tokenHash, codeHash, viewers }: SharedPage): string[] => [
  tokenHash,
  ...(codeHash === null ? [] : [codeHash]),
  ...viewers.map(({ secretHash }) => secretHash),
]

const pageOf = (row: { page: string } | undefined): SharedPage | null =>
  SharedPage.safeParse(storedJson(row?.page)).data ?? null

async function put(transaction: Store, page: SharedPage): Promise<void> {
  const { session, endsAt } = page
  const shown = { page: JSON.stringify(page), version: newSecret(), ends_at: Math.ceil(endsAt) }
  await transaction
    .insertInto('shared_pages')
    .values({ sign_in_id: session, ...shown })
    .onConflict((conflict) => conflict.column('sign_in_id').doUpdateSet(shown))
    .execute()
  await transaction.deleteFrom('shared_page_secrets').where('sign_in_id', '=', session).execute()
  const secrets = pageSecretsOf(page).map((hash) => ({ secret_hash: hash, sign_in_id: session }))
  await transaction.insertInto('shared_page_secrets').values(secrets).execute()
}

/** Pages that all replicas show, in the database. */
export function sharedPageRows(store: Store): SharedPages {
  return {
    async find(session) {
      const row = await store
        .selectFrom('shared_pages')
        .select('page')
        .where('sign_in_id', '=', session)
        .executeTakeFirst()
      return pageOf(row)
    },

    async findBySecret(hash) {
      const row = await store
        .selectFrom('shared_page_secrets')
        .innerJoin('shared_pages', 'shared_pages.sign_in_id', 'shared_page_secrets.sign_in_id')
        .select('page')
        .where('secret_hash', '=', hash)
        .executeTakeFirst()
      return pageOf(row)
    },

    change: (session, next) =>
      store.transaction().execute(async (transaction) => {
        const found = await sharedPageRows(transaction).find(session)
        const page = next(found)
        if (page === null) await transaction.deleteFrom('shared_pages').where('sign_in_id', '=', session).execute()
        else if (page !== found) await put(transaction, page)
        return page
      }),

    async list() {
      const rows = await store.selectFrom('shared_pages').select(['sign_in_id', 'ends_at', 'version']).execute()
      return rows.map(({ sign_in_id: session, ends_at: endsAt, version }) => ({ session, endsAt, version }))
    },
  }
}

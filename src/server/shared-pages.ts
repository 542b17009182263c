import { sharedPartsOf, type Store } from './store/database.ts'
import { newSecret } from './store/secrets.ts'
import { pageSecretsOf, sharedPageRows, type SharedPage, type SharedPages } from './store/shared-pages.ts'

/** In the memory of one gateway: they end with it. */
function memoryPages(): SharedPages {
  const pages = new Map<number, { page: SharedPage; version: string }>()
  const all = () => [...pages.values()]
  return {
    find: async (session) => pages.get(session)?.page ?? null,

    findBySecret: async (hash) => all().find(({ page }) => pageSecretsOf(page).includes(hash))?.page ?? null,

    async change(session, next) {
      const found = pages.get(session)?.page ?? null
      const page = next(found)
      if (page === null) pages.delete(session)
      else if (page !== found) pages.set(session, { page, version: newSecret() })
      return page
    },

    list: async () => all().map(({ page: { session, endsAt }, version }) => ({ session, endsAt, version })),
  }
}

/** Of all replicas on PostgreSQL; with SQLite, of this gateway, which stores none of it. */
export const sharedPagesOf = (store: Store): SharedPages =>
  sharedPartsOf(store) ? sharedPageRows(store) : memoryPages()

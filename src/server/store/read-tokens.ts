import { createHash, randomBytes } from 'node:crypto'
import type { Store } from './database.ts'

export type ReadToken = { id: number; name: string; createdAt: number }

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Tokens that read the metrics and the calendar, and nothing else. Only their hashes are stored. */
export function readTokens(store: Store, now: () => number) {
  return {
    /** @returns the token, which is shown this once, and its id. */
    async create(name: string): Promise<{ id: number; token: string }> {
      const token = randomBytes(32).toString('base64url')
      const { id } = await store
        .insertInto('read_tokens')
        .values({ token_hash: hashOf(token), name, created_at: now() })
        .returning('id')
        .executeTakeFirstOrThrow()
      return { id, token }
    },

    async isValid(token: string): Promise<boolean> {
      const hash = hashOf(token)
      return (
        (await store.selectFrom('read_tokens').select('id').where('token_hash', '=', hash).executeTakeFirst()) !==
        undefined
      )
    },

    async all(): Promise<ReadToken[]> {
      const rows = await store.selectFrom('read_tokens').select(['id', 'name', 'created_at']).orderBy('id').execute()
      return rows.map(({ id, name, created_at }) => ({ id, name, createdAt: created_at }))
    },

    /** @returns false where there is no token with this id. */
    async revoke(id: number): Promise<boolean> {
      const { numDeletedRows } = await store.deleteFrom('read_tokens').where('id', '=', id).executeTakeFirst()
      return numDeletedRows > 0n
    },
  }
}
export type ReadTokens = ReturnType<typeof readTokens>

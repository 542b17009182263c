import { createHash, randomBytes } from 'node:crypto'
import { inOneWrite, recordAudit } from './audit.ts'
import type { Store } from './database.ts'

export type ReadToken = { id: number; name: string; createdAt: number }

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Tokens that read the metrics and the calendar, and nothing else. Only their hashes are stored. */
export function readTokens(store: Store, now: () => number) {
  return {
    /** @returns the token, which is shown this once, and its id. */
    async create(name: string): Promise<{ id: number; token: string }> {
      const token = randomBytes(32).toString('base64url')
      return inOneWrite(store, async (transaction) => {
        const { id } = await transaction
          .insertInto('read_tokens')
          .values({ token_hash: hashOf(token), name, created_at: now() })
          .returning('id')
          .executeTakeFirstOrThrow()
        await recordAudit(transaction, { action: 'token-create', facts: { token: id, name } }, now())
        return { id, token }
      })
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
    revoke: (id: number): Promise<boolean> =>
      inOneWrite(store, async (transaction) => {
        const { numDeletedRows } = await transaction.deleteFrom('read_tokens').where('id', '=', id).executeTakeFirst()
        if (numDeletedRows === 0n) return false
        await recordAudit(transaction, { action: 'token-revoke', facts: { token: id } }, now())
        return true
      }),
  }
}
export type ReadTokens = ReturnType<typeof readTokens>

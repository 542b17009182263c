import { hash, randomBytes } from 'node:crypto'
import type { Role } from '#contract/panel.ts'
import { createStoreChanges, type StoreChanges } from './changes.ts'
import type { Store } from './database.ts'

export type OpenSession = {
  /** Tells one sign-in from another. */
  number: number
  role: Role
  expiresAt: number
}

const HOUR_MS = 3_600_000
const SESSION_MS = 30 * 24 * HOUR_MS
const START_LINK_HOURS = 24

const hashOf = (secret: string): string => hash('sha256', secret)
const newSecret = (): string => randomBytes(32).toString('base64url')

/** One-time sign-in links and the sessions they open. A session that was found is kept for as long as nothing is written. */
export function signIns(
  store: Store,
  now: () => number,
  changes: Pick<StoreChanges, 'version' | 'look'> = createStoreChanges({ store, steady: now }),
) {
  const kept = new Map<string, { session: OpenSession; version: number }>()

  function keptAt(version: number | null, secretHash: string): OpenSession | null {
    const found = kept.get(secretHash)
    return found?.version === version && found.session.expiresAt > now() ? found.session : null
  }

  return {
    /** @returns the token of a link that works once within `hours`. */
    async invite(role: Role, hours: number, origin: 'start' | 'invite' = 'invite'): Promise<string> {
      const token = newSecret()
      await store
        .insertInto('sign_ins')
        .values({ token_hash: hashOf(token), role, origin, expires_at: now() + hours * HOUR_MS })
        .execute()
      return token
    },

    /** A link for the person who starts Latchkey, unless somebody can sign in already. Earlier unused links stop working. */
    async startLink(): Promise<string | null> {
      const live = await store
        .selectFrom('sign_ins')
        .select('id')
        .where('session_expires_at', '>', now())
        .executeTakeFirst()
      if (live) return null
      await store.deleteFrom('sign_ins').where('origin', '=', 'start').where('burnt_at', 'is', null).execute()
      return this.invite('admin', START_LINK_HOURS, 'start')
    },

    /** Spends the token and opens its session in one write. Of two calls at once, one gets null. */
    async burn(token: string): Promise<{ secret: string; session: OpenSession } | null> {
      const secret = newSecret()
      const expiresAt = now() + SESSION_MS
      const row = await store
        .updateTable('sign_ins')
        .set({ burnt_at: now(), session_hash: hashOf(secret), session_expires_at: expiresAt })
        .where('token_hash', '=', hashOf(token))
        .where('burnt_at', 'is', null)
        .where('expires_at', '>', now())
        .returning(['id', 'role'])
        .executeTakeFirst()
      return row ? { secret, session: { number: row.id, role: row.role, expiresAt } } : null
    },

    async find(secret: string): Promise<OpenSession | null> {
      const secretHash = hashOf(secret)
      const version = await changes.look()
      const known = keptAt(version, secretHash)
      if (known) return known
      kept.delete(secretHash)
      const row = await store
        .selectFrom('sign_ins')
        .select(['id', 'role', 'session_expires_at'])
        .where('session_hash', '=', secretHash)
        .where('session_expires_at', '>', now())
        .executeTakeFirst()
      if (!row) return null
      const session = { number: row.id, role: row.role, expiresAt: row.session_expires_at ?? 0 }
      kept.set(secretHash, { session, version })
      return session
    },

    /** The same without the store; null where that has to be asked. */
    findKept: (secret: string): OpenSession | null => keptAt(changes.version(), hashOf(secret)),

    async close(secret: string): Promise<void> {
      await store
        .updateTable('sign_ins')
        .set({ session_hash: null, session_expires_at: null })
        .where('session_hash', '=', hashOf(secret))
        .execute()
    },
  }
}
export type SignIns = ReturnType<typeof signIns>

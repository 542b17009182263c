import type { Expression, ExpressionBuilder, Selectable, SqlBool } from 'kysely'
import type { SessionEnd, SignInOrigin } from '#contract/people.ts'
import type { Role } from '#contract/roles.ts'
import { agentOf, currentActor, currentAgent } from '../actor.ts'
import { inOneWrite, recordAudit } from './audit.ts'
import { createStoreChanges, type StoreChanges } from './changes.ts'
import type { Store } from './database.ts'
import type { Tables } from './schema.ts'
import { hashOfSecret, newSecret } from './secrets.ts'

/** Without anything that a person does, a session ends after this. */
const IDLE_MS = 30 * 60_000
/** However much it is used, a session ends after this. */
export const SESSION_MS = 12 * 3_600_000
/** The last use is stored no more often than this. */
const NOTED_EVERY_MS = 60_000
/** Requests that were under way while a session got a new secret still have the former one. */
const FORMER_SECRET_MS = 60_000

export type OpenSession = {
  /** Tells one sign-in from another. */
  number: number
  role: Role
  /** The name in their invitation. */
  name: string | null
  origin: SignInOrigin
  expiresAt: number
}

/** A session in the list of all: how it was opened, and from where. */
export type ListedSession = OpenSession & {
  device: string | null
  openedAt: number
  usedAt: number
}

type Found = OpenSession & { usedAt: number; isSecretDue: boolean; rightUntil: number | null }

export const SESSION_COLUMNS = [
  'id',
  'role',
  'name',
  'origin',
  'session_expires_at',
  'used_at',
  'is_secret_due',
  'right_until',
] as const
type SessionRow = Pick<Selectable<Tables['sign_ins']>, (typeof SESSION_COLUMNS)[number]>

const foundOf = (row: SessionRow): Found => ({
  number: row.id,
  role: row.role,
  name: row.name,
  origin: row.origin,
  expiresAt: row.session_expires_at ?? 0,
  usedAt: row.used_at ?? 0,
  isSecretDue: row.is_secret_due === 1,
  rightUntil: row.right_until,
})

export const openSessionOf = (row: SessionRow): OpenSession => {
  const { number, role, name, origin, expiresAt } = foundOf(row)
  return { number, role, name, origin, expiresAt }
}

/** In SQL: whose session is open, as far as the store knows when it was used last. */
export const liveAt =
  (at: number) =>
  (row: ExpressionBuilder<Tables, 'sign_ins'>): Expression<SqlBool> =>
    row.and([
      row('session_expires_at', '>', at),
      row('used_at', '>', at - IDLE_MS),
      row('ended_as', 'is', null),
      row.or([row('right_until', 'is', null), row('right_until', '>', at)]),
    ])

type Changes = Pick<StoreChanges, 'version' | 'look'>

/**
 * The sessions that links, and other sign-ins, have opened. One that was found is kept for as long as nothing is written. When it was
 * used last is in memory, and is stored once a minute at most.
 */
export function sessions(
  store: Store,
  now: () => number,
  changes: Changes = createStoreChanges({ store, steady: now }),
  report: (error: unknown) => void = () => undefined,
) {
  const kept = new Map<string, { session: Found; version: number }>()
  const used = new Map<number, number>()
  const noting = new Set<Promise<unknown>>()

  const usedAt = ({ number, usedAt: stored }: Found): number => Math.max(stored, used.get(number) ?? 0)
  const hasRight = ({ rightUntil }: Found, at: number): boolean => rightUntil === null || rightUntil > at
  function isLive(session: Found): boolean {
    const at = now()
    return session.expiresAt > at && usedAt(session) > at - IDLE_MS && hasRight(session, at)
  }

  function keptAt(version: number | null, secretHash: string): Found | null {
    const found = kept.get(secretHash)
    return found?.version === version && isLive(found.session) ? found.session : null
  }

  /** The row that a secret names, ended or not. */
  const rowOf = (secret: string) => {
    const secretHash = hashOfSecret(secret)
    return store
      .selectFrom('sign_ins')
      .select([...SESSION_COLUMNS, 'session_hash', 'ended_as'])
      .where((row) =>
        row.or([
          row('session_hash', '=', secretHash),
          row.and([row('former_hash', '=', secretHash), row('former_until', '>', now())]),
        ]),
      )
      .executeTakeFirst()
  }

  function note(session: Found, at: number): void {
    session.usedAt = at
    const stored = store
      .updateTable('sign_ins')
      .set({ used_at: at })
      .where('id', '=', session.number)
      .where('used_at', '<', at)
      .execute()
      .catch(report)
      .finally(() => noting.delete(stored))
    noting.add(stored)
  }

  const endWhere = (transaction: Store, as: SessionEnd) =>
    transaction
      .updateTable('sign_ins')
      .set({ ended_as: as })
      .where(liveAt(now() - NOTED_EVERY_MS))

  return {
    /** null for a secret that opens nothing, or nothing any more. */
    async find(secret: string): Promise<Found | null> {
      const secretHash = hashOfSecret(secret)
      const version = await changes.look()
      const known = keptAt(version, secretHash)
      if (known) return known
      kept.delete(secretHash)
      const row = await rowOf(secret)
      if (!row || row.ended_as !== null) return null
      const isFormer = row.session_hash !== secretHash
      const session = { ...foundOf(row), ...(isFormer && { isSecretDue: false }) }
      if (!isLive(session)) return null
      if (!isFormer && !session.isSecretDue) kept.set(secretHash, { session, version })
      return session
    },

    /** The same without the store; null where that has to be asked. */
    findKept: (secret: string): Found | null => keptAt(changes.version(), hashOfSecret(secret)),

    /** A person has done something: the session lasts from now on. */
    touch(session: Found): void {
      const at = now()
      used.set(session.number, at)
      if (at - session.usedAt >= NOTED_EVERY_MS) note(session, at)
    },

    /** Whether it is open, whatever its secret is by now. */
    async isOpen(number: number): Promise<boolean> {
      return (await this.roleOf(number)) !== null
    },

    /** What it may do now; null where it has ended. */
    async roleOf(number: number): Promise<Role | null> {
      const row = await store
        .selectFrom('sign_ins')
        .select(SESSION_COLUMNS)
        .where('id', '=', number)
        .where('ended_as', 'is', null)
        .executeTakeFirst()
      return row !== undefined && isLive(foundOf(row)) ? row.role : null
    },

    /** @returns what ended the session of this secret; null for one that is open, and for one that nobody knows. */
    async endOf(secret: string): Promise<SessionEnd | null> {
      const row = await rowOf(secret)
      if (!row) return null
      if (row.ended_as !== null) return row.ended_as
      const session = foundOf(row)
      if (isLive(session)) return null
      if (session.expiresAt <= now()) return 'over'
      return hasRight(session, now()) ? 'idle' : 'right-unknown'
    },

    /** A new secret in place of this one; null where another request was faster. */
    async renewSecret(secret: string): Promise<string | null> {
      const [former, renewed] = [hashOfSecret(secret), newSecret()]
      const row = await store
        .updateTable('sign_ins')
        .set({
          session_hash: hashOfSecret(renewed),
          former_hash: former,
          former_until: now() + FORMER_SECRET_MS,
          is_secret_due: 0,
        })
        .where('session_hash', '=', former)
        .where('is_secret_due', '=', 1)
        .returning('id')
        .executeTakeFirst()
      return row ? renewed : null
    },

    /** @returns false where it has ended. Its next request gets a new secret with the new role. */
    changeRole: (number: number, role: Role): Promise<boolean> =>
      inOneWrite(store, async (transaction) => {
        const former = await transaction
          .selectFrom('sign_ins')
          .select('role')
          .where('id', '=', number)
          .where('ended_as', 'is', null)
          .executeTakeFirst()
        if (!former) return false
        await transaction.updateTable('sign_ins').set({ role, is_secret_due: 1 }).where('id', '=', number).execute()
        const facts = { session: number, role, formerRole: former.role }
        await recordAudit(transaction, { action: 'role-change', facts }, now())
        return true
      }),

    /** Until then it counts, unless whoever vouches for it says so again. */
    async extendRight(number: number, until: number): Promise<void> {
      await store.updateTable('sign_ins').set({ right_until: until }).where('id', '=', number).execute()
    },

    /** Those that are open, the latest last. */
    async all(): Promise<ListedSession[]> {
      const rows = await store
        .selectFrom('sign_ins')
        .select([...SESSION_COLUMNS, 'device', 'burnt_at'])
        .where(liveAt(now() - NOTED_EVERY_MS))
        .orderBy('id')
        .execute()
      return rows.flatMap((row) => {
        const found = foundOf(row)
        if (!isLive(found)) return []
        const { device, burnt_at } = row
        return [{ ...openSessionOf(row), device, openedAt: burnt_at ?? 0, usedAt: usedAt(found) }]
      })
    },

    /** @returns false where it had ended already. */
    end: (number: number, as: SessionEnd): Promise<boolean> =>
      inOneWrite(store, async (transaction) => {
        const row = await endWhere(transaction, as)
          .where('id', '=', number)
          .returning(SESSION_COLUMNS)
          .executeTakeFirst()
        if (!row) return false
        // who signs out, or in again, asks without a sign-in
        const by = agentOf(currentActor() ?? openSessionOf(row), currentAgent().address)
        const action = as === 'signed-out' ? 'sign-out' : 'session-end'
        await recordAudit(transaction, { action, by, facts: { session: number, as } }, now())
        return true
      }),

    /** All but this one. @returns which. */
    endOthers: (number: number, as: SessionEnd): Promise<number[]> =>
      inOneWrite(store, async (transaction) => {
        const rows = await endWhere(transaction, as).where('id', '<>', number).returning('id').execute()
        await recordAudit(transaction, { action: 'sessions-end', facts: { sessions: rows.length } }, now())
        return rows.map(({ id }) => id)
      }),

    /** Waits until the latest use of each is stored. */
    stop: async (): Promise<void> => void (await Promise.all(noting)),
  }
}
export type Sessions = ReturnType<typeof sessions>

import type { Role } from '#contract/roles.ts'
import type { Invitation } from '#contract/people.ts'
import { agentOf, currentAgent } from '../actor.ts'
import { inOneWrite, recordAudit } from './audit.ts'
import type { Store } from './database.ts'
import { isPostgres } from './dialect.ts'
import { hashOfSecret, newSecret } from './secrets.ts'
import { liveAt, SESSION_COLUMNS, SESSION_MS, openSessionOf, type OpenSession } from './sessions.ts'
import { instantOf, LATEST } from './stored-values.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const START_LINK_HOURS = 24
/** Replicas that start within these are started together. */
const STARTED_TOGETHER_MS = 10 * 60_000
/** How long the browser that spent a link may spend it again, where the reply did not arrive. */
const AGAIN_MS = 60_000
/** What is over is kept for so long: a page that comes back late is still told what ended its session. */
const FORGOTTEN_AFTER_MS = 30 * DAY_MS

type NewLink = { role: Role; hours: number; name: string | null; origin: 'start' | 'invite' }

/** Who spends a link. */
type Spender = {
  /** Made by the page for this one sign-in, and known to nobody else: with it the same browser may ask again. */
  attempt?: string | undefined
  /** As its browser names itself. */
  device?: string | null
}

/** Whom another service vouches for. */
type Vouched = {
  role: Role
  name: string | null
  origin: 'oidc' | 'glpi'
  device: string | null
  /** So long it counts without being vouched for again; for as long as it lasts where nothing is said. */
  rightUntil?: number
}

/** One-time sign-in links, and other ways to open a session. */
export function signIns(store: Store, now: () => number) {
  return {
    /** @returns the token of a link that works once within `hours`. A session of support ends with those hours as well. */
    async invite(role: Role, hours: number, { name = null }: { name?: string | null } = {}): Promise<string> {
      return inOneWrite(store, (transaction) => addLink(transaction, { role, hours, name, origin: 'invite' }, now()))
    },

    /**
     * A link for the person who starts Latchkey, unless somebody is signed in. Earlier unused links stop working; with PostgreSQL not those
     * of the last minutes, which replicas that start together have printed. The first one that is spent ends the others.
     */
    async startLink(): Promise<string | null> {
      const live = await store.selectFrom('sign_ins').select('id').where(liveAt(now())).executeTakeFirst()
      if (live) return null
      return inOneWrite(store, async (transaction) => {
        const stay = isPostgres(transaction) ? STARTED_TOGETHER_MS : 0
        await withdrawStartLinks(transaction, now() + START_LINK_HOURS * HOUR_MS - stay, now())
        return addLink(transaction, { role: 'admin', hours: START_LINK_HOURS, name: null, origin: 'start' }, now())
      })
    },

    /**
     * Spends the token and opens its session in one write. Of two calls at once, one gets null. For a minute the same `attempt` gets the
     * same session again, with another secret: its reply may have been lost. A token that is not known is only looked up: a write would
     * make everything that is kept of the store be read again.
     */
    async burn(token: string, { attempt, device = null }: Spender = {}) {
      const at = now()
      const link = await store
        .selectFrom('sign_ins')
        .select(['id', 'role', 'expires_at', 'burnt_at'])
        .where('token_hash', '=', hashOfSecret(token))
        .executeTakeFirst()
      if (!link) return null
      const secret = newSecret()
      const ofSession = { session_hash: hashOfSecret(secret), former_hash: null, used_at: at, device }
      const attemptHash = attempt === undefined ? null : hashOfSecret(attempt)
      const endsAt = Math.min(at + SESSION_MS, link.role === 'support' ? link.expires_at : Infinity)
      const row = await inOneWrite(store, async (transaction) => {
        const change = transaction.updateTable('sign_ins').where('id', '=', link.id).returning(SESSION_COLUMNS)
        if (link.burnt_at !== null)
          // the session that was recorded before
          return change
            .set(ofSession)
            .where('attempt_hash', '=', attemptHash)
            .where('burnt_at', '>', at - AGAIN_MS)
            .where(liveAt(at))
            .executeTakeFirst()
        const opened = await change
          .set({ ...ofSession, burnt_at: at, attempt_hash: attemptHash, session_expires_at: endsAt, ends_at: endsAt })
          .where('burnt_at', 'is', null)
          .where('expires_at', '>', at)
          .executeTakeFirst()
        if (!opened) return undefined
        await recordSignIn(transaction, openSessionOf(opened), at)
        if (opened.origin === 'start') await withdrawStartLinks(transaction, Infinity, at)
        return opened
      })
      return row ? { secret, session: openSessionOf(row) } : null
    },

    /** A session without a link, for somebody whom another service vouches for. */
    async openFor({ role, name, origin, device, rightUntil }: Vouched) {
      const [at, secret] = [now(), newSecret()]
      const endsAt = at + SESSION_MS
      const row = await inOneWrite(store, async (transaction) => {
        const opened = await transaction
          .insertInto('sign_ins')
          .values({
            // of no token: nobody has it
            token_hash: hashOfSecret(newSecret()),
            role,
            name,
            origin,
            device,
            expires_at: at,
            burnt_at: at,
            used_at: at,
            session_hash: hashOfSecret(secret),
            session_expires_at: endsAt,
            ends_at: endsAt,
            right_until: rightUntil ?? null,
          })
          .returning(SESSION_COLUMNS)
          .executeTakeFirstOrThrow()
        await recordSignIn(transaction, openSessionOf(opened), at)
        return opened
      })
      return { secret, session: openSessionOf(row) }
    },

    /** The links that can still be opened, the latest last. */
    async invitations(): Promise<Invitation[]> {
      const rows = await store
        .selectFrom('sign_ins')
        .select(['id', 'role', 'name', 'origin', 'expires_at'])
        .where('burnt_at', 'is', null)
        .where('expires_at', '>', now())
        .orderBy('id')
        .execute()
      return rows.map(({ id, role, name, origin, expires_at }) => ({
        number: id,
        role,
        name,
        isFromStart: origin === 'start',
        expiresAt: instantOf(expires_at) ?? new Date(0).toISOString(),
      }))
    },

    /** @returns false where there is no such link, or it was opened. */
    withdraw: (number: number): Promise<boolean> =>
      inOneWrite(store, async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('sign_ins')
          .where('id', '=', number)
          .where('burnt_at', 'is', null)
          .executeTakeFirst()
        if (numDeletedRows === 0n) return false
        await recordAudit(transaction, { action: 'invitation-withdraw', facts: { invitation: number } }, now())
        return true
      }),
  }
}

/** @returns its token. What has been over for long is forgotten. */
async function addLink(transaction: Store, { role, hours, name, origin }: NewLink, at: number): Promise<string> {
  const token = newSecret()
  await transaction
    .deleteFrom('sign_ins')
    .where('ends_at', '<', at - FORGOTTEN_AFTER_MS)
    .execute()
  const expiresAt = at + hours * HOUR_MS
  const { id } = await transaction
    .insertInto('sign_ins')
    .values({ token_hash: hashOfSecret(token), role, origin, name, expires_at: expiresAt, ends_at: expiresAt })
    .returning('id')
    .executeTakeFirstOrThrow()
  const facts = { invitation: id, role, ...(name !== null && { for: name }) }
  await recordAudit(transaction, { action: 'invitation-create', facts }, at)
  return token
}

/** Those that nobody has spent, and that end by then. */
async function withdrawStartLinks(transaction: Store, endingBy: number, at: number): Promise<void> {
  const unused = await transaction
    .deleteFrom('sign_ins')
    .where('origin', '=', 'start')
    .where('burnt_at', 'is', null)
    .where('expires_at', '<=', Math.min(endingBy, LATEST))
    .returning('id')
    .execute()
  for (const { id } of unused)
    await recordAudit(transaction, { action: 'invitation-withdraw', facts: { invitation: id } }, at)
}

/** Done by the person who is signed in from now on. */
const recordSignIn = (transaction: Store, session: OpenSession, at: number): Promise<void> =>
  recordAudit(transaction, { action: 'sign-in', by: agentOf(session, currentAgent().address) }, at)

export type SignIns = ReturnType<typeof signIns>

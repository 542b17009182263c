import type { SessionEnd } from '#contract/people.ts'
import { Failure } from '#net/failure.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { GlpiHold, HeldPerson } from '#glpi/sign-in/person.ts'
import type { EventBus } from '../event-bus.ts'
import type { Pulse } from '../pulse.ts'
import { glpiSessionPlace } from '../sealed-places.ts'
import type { Store } from '../store/database.ts'
import { glpiSignInStore, type StoredGlpiSession } from '../store/glpi-sign-ins.ts'
import type { Sessions } from '../store/sessions.ts'
import type { Together } from '../together.ts'
import type { Vault } from '../vault.ts'
import { roleOfRight, type GlpiPeople } from './glpi-people.ts'
import type { GlpiSignInSettings } from './settings.ts'

/** A right that was read counts for so long; a session whose right was not read again meanwhile is over. */
export const RIGHT_MS = 15 * 60_000
/** It is read again after this: with the pulse between, there are several tries while it counts. */
export const NEXT_READ_MS = 6 * 60_000
/** Somebody who is refused again and again sets off one question in so long. */
const LEAST_BETWEEN_MS = 10_000
const AT_ONCE = 20
/** After no answer. */
const RETRY_MS = 60_000

/** GLPI itself says that this person is none any more, or that nobody is. With every other cause it did not answer. */
const REFUSALS: ReadonlySet<CauseCode> = new Set([
  'glpi-sign-in-refused',
  'right-missing',
  'glpi-api-disabled',
  'oauth-client-refused',
  'oauth-scope-missing',
  // the token arrived when they signed in
  'glpi-header-dropped',
])

export type GlpiRightsParts = {
  store: Store
  vault: Vault
  people: GlpiPeople
  sessions: Pick<Sessions, 'changeRole' | 'end' | 'extendRight' | 'isOpen'>
  events: Pick<EventBus, 'closeSession' | 'endSession'>
  together: Pick<Together, 'stop'>
  pulse: Pulse
  now: () => number
  report: (error: unknown) => void
}

/** Reads the rights of those again who have signed in by a GLPI, and ends the sessions of those who have none. */
export function createGlpiRights(parts: GlpiRightsParts) {
  const { store, vault, people, sessions, events, together, pulse, now, report } = parts
  const stopper = new AbortController()
  const { signal } = stopper
  let unfollow: (() => void) | null = null
  let round: Promise<unknown> = Promise.resolve()

  const sessionStore = glpiSignInStore(store)

  /** GLPI's own session goes with it, as far as it can. */
  async function forget(stored: StoredGlpiSession, settings: GlpiSignInSettings | null): Promise<void> {
    await sessionStore.forgetSession(stored.number)
    if (settings === null || !vault.opens(stored.sealedHold, glpiSessionPlace(stored.number))) return
    const hold = holdIn(stored)
    await people
      .ask(
        { id: stored.instanceId, settings },
        async (asked) => {
          if (asked.method === 'password' && hold.kind === 'session') await asked.people.end(hold)
        },
        signal,
      )
      .catch(() => undefined)
  }

  async function end(stored: StoredGlpiSession, as: SessionEnd, settings: GlpiSignInSettings | null): Promise<void> {
    await sessions.end(stored.number, as)
    together.stop(stored.number)
    events.endSession(stored.number)
    await forget(stored, settings)
  }

  // `seal` takes nothing but a hold
  const holdIn = ({ number, sealedHold }: StoredGlpiSession): GlpiHold =>
    JSON.parse(vault.open(sealedHold, glpiSessionPlace(number)))

  const keep = (number: number, hold: GlpiHold): Promise<void> =>
    store.transaction().execute((transaction) => {
      const sealedHold = vault.seal(JSON.stringify(hold), glpiSessionPlace(number))
      return glpiSignInStore(transaction).record(number, { sealedHold })
    })

  const askAgain = (stored: StoredGlpiSession, settings: GlpiSignInSettings): Promise<HeldPerson | null> => {
    const hold = holdIn(stored)
    return people.ask(
      { id: stored.instanceId, settings },
      async (asked, limit) => {
        if (asked.method === 'oauth' && hold.kind === 'oauth')
          return asked.people.readAgain(hold, (next) => keep(stored.number, next), limit)
        if (asked.method === 'password' && hold.kind === 'session') return asked.people.readAgain(hold, limit)
        // signed in by another method than the one that counts now
        return null
      },
      signal,
    )
  }

  async function record(stored: StoredGlpiSession, held: HeldPerson, at: number): Promise<boolean> {
    const role = roleOfRight(held.person)
    if (role === null) return false
    // a role that an administrator gave since stays, for as long as GLPI's right is what it was
    if (role !== stored.givenRole) {
      await sessionStore.record(stored.number, { givenRole: role })
      await sessions.changeRole(stored.number, role)
      events.closeSession(stored.number)
    }
    if (held.canBeReadAgain) await sessions.extendRight(stored.number, at + RIGHT_MS)
    return true
  }

  /** Of a session that was claimed. */
  async function readAgain(stored: StoredGlpiSession): Promise<void> {
    const settings = await people.settingsOf(stored.instanceId).catch(() => null)
    if (!(await sessions.isOpen(stored.number))) return forget(stored, settings)
    if (settings === null || !vault.opens(stored.sealedHold, glpiSessionPlace(stored.number)))
      return end(stored, 'right-lost', settings)
    // what GLPI says was so when it was asked, at the earliest
    const at = now()
    try {
      const held = await askAgain(stored, settings)
      if (held === null || !(await record(stored, held, at))) await end(stored, 'right-lost', settings)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      if (REFUSALS.has(error.cause)) await end(stored, 'right-lost', settings)
      else await sessionStore.record(stored.number, { nextReadAt: now() + RETRY_MS })
    }
  }

  async function readDue(): Promise<void> {
    const at = now()
    const dueAt = await sessionStore.nextDueAt()
    if (dueAt === null || dueAt > at) return
    const due = await sessionStore.claimDue(at, at + NEXT_READ_MS, AT_ONCE)
    await Promise.all(due.map((one) => readAgain(one).catch(report)))
    if (due.length === AT_ONCE && !signal.aborted) await readDue()
  }

  return {
    start(): void {
      unfollow = pulse.follow(() => {
        round = round.then(readDue).catch(report)
      })
    },

    /** What is due now. */
    readDue: (): Promise<void> => readDue(),

    /** The person was refused something: perhaps GLPI gives them more by now. Does nothing for other sign-ins. */
    async readAfterRefusal(number: number): Promise<void> {
      const at = now()
      const stored = await sessionStore.claim(number, at + NEXT_READ_MS - LEAST_BETWEEN_MS, at + NEXT_READ_MS)
      if (stored) await readAgain(stored)
    },

    /** Ends all sessions that this instance vouches for. */
    async endAllOf(instanceId: string): Promise<void> {
      for (const number of await sessionStore.sessionsBy(instanceId)) {
        await sessions.end(number, 'right-lost')
        together.stop(number)
        events.endSession(number)
      }
    },

    async stop(): Promise<void> {
      unfollow?.()
      stopper.abort()
      await round
    },
  }
}
export type GlpiRights = ReturnType<typeof createGlpiRights>

import { AsyncLocalStorage } from 'node:async_hooks'
import type { AuditOrigin } from '#contract/audit.ts'
import type { SignInOrigin } from '#contract/people.ts'
import type { Role } from '#contract/roles.ts'

/** Who is signed in and does something: the number of the sign-in, its role, how it was opened, and the name where one was given. */
export type Actor = { number: number; role: Role; name: string | null; origin: SignInOrigin }

/** Who does something, for the audit. `origin` null: somebody who is not signed in. */
export type Agent = {
  origin: AuditOrigin | null
  signIn: number | null
  name: string | null
  role: Role | null
  /** Of the machine that asks, as far as it is known. */
  address: string | null
}

type Acting = { actor: Actor | null; agent: Agent }

const acting = new AsyncLocalStorage<Acting>()

export const agentOf = (actor: Actor | null, address: string | null): Agent => ({
  origin: actor?.origin ?? null,
  signIn: actor?.number ?? null,
  name: actor?.name ?? null,
  role: actor?.role ?? null,
  address,
})

const LATCHKEY: Agent = { origin: 'latchkey', signIn: null, name: null, role: null, address: null }

/** Runs the work of one request. Who sent it goes with it to the records, so that no service in between passes it on. */
export const runAs = <T>(actor: Actor | null, work: () => T, address: string | null = null): T =>
  acting.run({ actor, agent: agentOf(actor, address) }, work)

/** Runs a command. @param user of the system. */
export const runAsCommandLine = <T>(user: string, work: () => T): T =>
  acting.run({ actor: null, agent: { ...LATCHKEY, origin: 'command-line', name: user } }, work)

/** Runs what is due, whoever's request has woken it. */
export const runAsLatchkey = <T>(work: () => T): T => acting.run({ actor: null, agent: LATCHKEY }, work)

/** null outside a request, and for a request without a sign-in. */
export const currentActor = (): Actor | null => acting.getStore()?.actor ?? null

/** Latchkey itself outside a request and a command. */
export const currentAgent = (): Agent => acting.getStore()?.agent ?? LATCHKEY

import { AsyncLocalStorage } from 'node:async_hooks'
import type { Role } from '#contract/roles.ts'

/** Who is signed in and does something: the number of the sign-in, its role, and the name of the person where one was given. */
export type Actor = { number: number; role: Role; name: string | null }

const acting = new AsyncLocalStorage<Actor>()

/** Runs the work of one request. Who sent it goes with it to the records, so that no service in between passes it on. */
export const runAs = <T>(actor: Actor | null, work: () => T): T => (actor ? acting.run(actor, work) : work())

/** null outside a request, and for a request without a sign-in. */
export const currentActor = (): Actor | null => acting.getStore() ?? null

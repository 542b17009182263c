import type { Context } from 'hono'
import type { ProblemError } from '#contract/problem-error.ts'
import { agentOf, type Actor } from '../actor.ts'
import type { RefusedAttempts } from '../refused-attempts.ts'
import { isRecorded } from '../store/audit.ts'
import { auditedRequest } from './audited-routes.ts'
import { callerOf } from './caller.ts'

const READS = new Set(['GET', 'HEAD'])

/** What is refused to a role. That an instance is unknown, or that nobody is signed in, is no attempt of a read. */
const ROLE_REFUSALS = new Set(['admin-required', 'role-required'])

/** It failed here, and nobody refused it. */
const FAILED_HERE = new Set(['disk-full', 'storage-failed', 'not-ready', 'unexpected'])

const CALLED_BY = 'called-by'

/** Where the session of a request is noted, before it is known whether its role is enough. */
export const noteActor = (c: Context, actor: Actor): void => c.set(CALLED_BY, actor)

const actorOf = (c: Context): Actor | null => c.get(CALLED_BY) ?? null

/** Records a refusal of a change, or of a read to a role that may not. */
export async function recordRefusal(c: Context, attempts: RefusedAttempts, error: ProblemError): Promise<void> {
  const { method, path } = c.req
  if (FAILED_HERE.has(error.code) || isRecorded(error)) return
  if (READS.has(method) && !ROLE_REFUSALS.has(error.code)) return
  const by = agentOf(actorOf(c), callerOf(c).address)
  await attempts.note({ ...auditedRequest(method, path), code: error.code, by })
}

import type { Context } from 'hono'
import type { Gateway } from '../gateway.ts'
import { SANDBOX_ID, type StoredInstance } from '../store/instances.ts'
import { ProblemError } from './refusal.ts'

/** @throws Refusal for an id that nobody has; the sandbox has none while it is off. */
export async function findInstance(c: Context, { instances, sandbox }: Gateway): Promise<StoredInstance> {
  const id = c.req.param('id') ?? ''
  const instance = id === SANDBOX_ID && !sandbox ? undefined : await instances.find(id)
  if (!instance) throw new ProblemError('instance-unknown', 'No instance has this id.')
  return instance
}

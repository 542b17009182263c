import type { InstanceStore, StoredInstance } from '../store/instances.ts'
import { SANDBOX_ID } from '../store/instances.ts'
import { ProblemError } from '#contract/problem-error.ts'

const UNKNOWN = 'No instance has this id.'

/** @throws ProblemError `instance-unknown` for an id that nobody has. */
export async function findInstance(instances: InstanceStore, id: string): Promise<StoredInstance> {
  const instance = await instances.find(id)
  if (!instance) throw new ProblemError('instance-unknown', UNKNOWN)
  return instance
}

/** The sandbox keeps its data while it is switched off, and is not shown. @throws ProblemError `instance-unknown` */
export function assertOffered(id: string, hasSandbox: boolean): void {
  if (id === SANDBOX_ID && !hasSandbox) throw new ProblemError('instance-unknown', UNKNOWN)
}

import { ProblemError } from '#contract/problem-error.ts'
import type { InstanceStore, StoredInstance } from './store/instances.ts'

/** @throws ProblemError `instance-unknown` */
export async function findInstance(instances: Pick<InstanceStore, 'find'>, id: string): Promise<StoredInstance> {
  const instance = await instances.find(id)
  if (!instance) throw unknownInstance()
  return instance
}

export const unknownInstance = (): ProblemError => new ProblemError('instance-unknown', 'No instance has this id.')

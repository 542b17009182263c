import { isRealKey } from '#domain/key.ts'
import { SANDBOX_ID } from './store/instances.ts'
import { ProblemError } from '#contract/problem-error.ts'

/**
 * The stand-in does not know real keys, and would refuse a good one.
 * @throws ProblemError
 */
export function refuseRealKey(instanceId: string, key: string): void {
  if (instanceId === SANDBOX_ID && isRealKey(key))
    throw new ProblemError('key-not-for-practice', 'This looks like a real key, and this instance is for practice.')
}

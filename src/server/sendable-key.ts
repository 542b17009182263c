import type { CauseCode } from '#domain/cause-codes.ts'
import { fingerprintOf } from '#domain/fingerprint.ts'
import { causeOfUnsent } from '#domain/unsent-text.ts'
import type { Finding } from '#domain/verdict.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { SANDBOX_ID } from './store/instances.ts'

export type SendableKey = { key: string; fingerprint: string; finding: Finding }

const WORDS: Partial<Record<CauseCode, string>> = {
  'key-placeholder': 'This is a placeholder that nobody filled in, not a registration key.',
  'key-wrong-secret': 'This is another secret, not a registration key.',
  'key-unsendable': 'This text could not travel in an HTTP header.',
}
const SEVERAL = 'This text holds several keys that differ: send the one that is meant.'
const NOT_CLEAN = 'This text is not a whole, clean key: clean it where the repair can be seen, then send it again.'

/** The code that reads key texts is large, and no start waits for it. */
const loadKeyText = () => import('#domain/key.ts')

/**
 * Inspects the key again with the code that the page uses. It repairs nothing: a person must see each repair.
 * @throws ProblemError `key-damaged`, `key-placeholder`, `key-wrong-secret` or `key-unsendable`.
 */
export async function sendableKey(text: string): Promise<SendableKey> {
  const { inspectKey } = await loadKeyText()
  const inspection = inspectKey(text)
  const { finding, key } = inspection
  if (key === text && (finding === 'clean' || finding === 'unfamiliar')) {
    return { key, fingerprint: fingerprintOf(key), finding }
  }
  const cause = key === null ? causeOfUnsent(inspection) : 'key-damaged'
  throw new ProblemError(cause, inspection.several.length > 0 ? SEVERAL : (WORDS[cause] ?? NOT_CLEAN))
}

/**
 * The stand-in does not know real keys, and would refuse a good one.
 * @throws ProblemError
 */
export async function refuseRealKey(instanceId: string, key: string): Promise<void> {
  if (instanceId === SANDBOX_ID && (await loadKeyText()).isRealKey(key))
    throw new ProblemError('key-not-for-practice', 'This looks like a real key, and this instance is for practice.')
}

import { fingerprintOf, inspectKey } from '#domain/key.ts'
import type { Finding } from '#domain/verdict.ts'
import { Refusal } from './refusal.ts'

export type SendableKey = { key: string; fingerprint: string; finding: Finding }

/**
 * Looks again with the code that the page used, and repairs nothing: repairs are made where a person can see them.
 * @throws Refusal `key-damaged`, `key-wrong-secret` or `key-unsendable`.
 */
export function sendableKey(text: string): SendableKey {
  const { finding, key } = inspectKey(text)
  if (key === text && (finding === 'clean' || finding === 'unfamiliar')) {
    return { key, fingerprint: fingerprintOf(key), finding }
  }
  if (finding === 'wrong-secret')
    throw new Refusal('key-wrong-secret', 'This is another secret, not a registration key.')
  if (finding === 'unfamiliar' && key === null) {
    throw new Refusal('key-unsendable', 'This text could not travel in an HTTP header.')
  }
  throw new Refusal(
    'key-damaged',
    'This text is not a whole, clean key: clean it where the repair can be seen, then send it again.',
  )
}

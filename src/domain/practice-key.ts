import { decodeBase64 } from './key-text/base64.ts'
import { readKey } from './key-text/whole-key.ts'

/** A whole key that is not one of the sandbox's: somebody's real one, which is no business of a stand-in. */
export function isRealKey(key: string): boolean {
  if (readKey(key).decodes !== 'key') return false
  const told: unknown = JSON.parse(decodeBase64(key) ?? '')
  return !(typeof told === 'object' && told !== null && 'sandbox' in told && typeof told.sandbox === 'string')
}

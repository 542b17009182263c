import { decodeBase64 } from './key-text/base64.ts'
import { readKey } from './key-text/whole-key.ts'

/** A whole key that is not one of the sandbox's: a real one, which a stand-in must not receive. */
export function isRealKey(key: string): boolean {
  if (readKey(key).decodes !== 'key') return false
  const parsed: unknown = JSON.parse(decodeBase64(key) ?? '')
  return !(typeof parsed === 'object' && parsed !== null && 'sandbox' in parsed && typeof parsed.sandbox === 'string')
}

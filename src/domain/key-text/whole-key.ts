import { decodeBase64, isUtf8 } from './base64.ts'

/** The usual limit of a server for one header, and far above any real key. */
export const MAX_KEY_LENGTH = 8192

/** Could this travel as the value of `X-Registration-Key`? Visible ASCII and inner blanks, nothing else (RFC 9110, 5.5). */
export const isSendable = (key: string): boolean =>
  key.length <= MAX_KEY_LENGTH && /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(key)

export type KeyReading = {
  decodes: 'key' | 'json' | 'bytes' | 'no'
  /** Members other than `signature`, of a text that decodes to an object. */
  members: number | null
}

/** How far a text decodes. Nothing else may say that a text is a whole key. */
export function readKey(text: string): KeyReading {
  const bytes = decodeBase64(text)
  if (bytes === null) return { decodes: 'no', members: null }
  // JSON's own characters are ASCII, so bytes can be parsed as they are: only the letters inside strings come out wrong
  const value = isUtf8(bytes) ? parse(bytes) : undefined
  if (value === undefined) return { decodes: 'bytes', members: null }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { decodes: 'json', members: null }
  const names = Object.keys(value)
  if (!('signature' in value) || !Object.hasOwn(value, 'signature')) return { decodes: 'json', members: names.length }
  const whole = typeof value.signature === 'string' && value.signature !== ''
  return { decodes: whole ? 'key' : 'json', members: names.length - 1 }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

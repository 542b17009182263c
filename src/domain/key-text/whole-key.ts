import { decodeBase64 } from './base64.ts'
import { isUtf8 } from './utf8.ts'

/** Longest value of one header that servers commonly take. */
export const MAX_KEY_LENGTH = 8192

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

import { decodeBase64 } from './base64.ts'
import { decodeUtf8 } from './utf8.ts'

/** Longest value of one header that servers commonly take. */
export const MAX_KEY_LENGTH = 8192

export type Reading = {
  decodes: 'key' | 'json' | 'bytes' | 'no'
  /** Members other than `signature`, of a text that decodes to an object. */
  members: number | null
}

/** How far a text decodes. Nothing else may say that a text is a whole key. */
export function readKey(text: string): Reading {
  const bytes = decodeBase64(text)
  if (bytes === null) return { decodes: 'no', members: null }
  const json = decodeUtf8(bytes)
  const value = json === null ? undefined : parse(json)
  if (value === undefined) return { decodes: 'bytes', members: null }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { decodes: 'json', members: null }
  const names = Object.keys(value)
  if (!Object.hasOwn(value, 'signature')) return { decodes: 'json', members: names.length }
  const { signature } = value as { signature: unknown }
  const whole = typeof signature === 'string' && signature !== ''
  return { decodes: whole ? 'key' : 'json', members: names.length - 1 }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

import type { SourcePart } from '../source.ts'

/** Longer JSON is no key's. */
const LONGEST = 12_288
const MOST_OBJECTS = 16
const BEGINNING = /\{\s*"/g
const BEYOND_ASCII = /[^\0-\x7f]/

/** Every browser and Node have it; TypeScript's library for the language alone does not. */
declare const btoa: (bytes: string) => string

export type DecodedKey = {
  place: SourcePart
  /** The key, if these are its exact bytes: blanks between the members show that a program has reformatted it. */
  key: string | null
}

/** The content of a key, JSON with a `signature`, in a text; also where only its beginning is left. */
export function decodedKeyIn(text: string): DecodedKey | null {
  let left = MOST_OBJECTS
  let to = 0
  for (const { index } of text.matchAll(BEGINNING)) {
    if (index < to) continue
    if (left-- === 0) return null
    const end = objectEnd(text, index)
    const json = text.slice(index, end ?? index + LONGEST)
    if (!/"signature"\s*:\s*"[^"]/.test(json)) {
      to = end ?? index
      continue
    }
    const place = { from: index, to: end ?? Math.min(text.length, index + LONGEST) }
    if (end === null) return { place, key: null }
    if (hasSignature(json)) return { place, key: isMember(text, place) || !isCompact(json) ? null : encoded(json) }
  }
  return null
}

/** Behind the brace that closes the object; null where it stays open. */
function objectEnd(text: string, from: number): number | null {
  const most = Math.min(text.length, from + LONGEST)
  let depth = 0
  let inString = false
  for (let at = from; at < most; at++) {
    const character = text[at]
    if (inString) {
      if (character === '\\') at++
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{') depth++
    else if (character === '}' && --depth === 0) return at + 1
  }
  return null
}

function hasSignature(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json)
    return (
      typeof value === 'object' &&
      value !== null &&
      'signature' in value &&
      typeof value.signature === 'string' &&
      value.signature !== ''
    )
  } catch {
    return false
  }
}

/** Whether it is inside a longer JSON text. */
const isMember = (text: string, { from, to }: SourcePart): boolean =>
  /(?:"\s*:|[,[{(])\s{0,16}$/.test(text.slice(Math.max(0, from - 24), from)) ||
  /^\s*[,}\]]/.test(text.slice(to, to + 16))

/** No blank outside its strings. */
const isCompact = (json: string): boolean => !/\s/.test(json.replace(/"(?:[^"\\]|\\[^])*"/g, '""'))

/** Null where bytes were lost when the text was read. */
function encoded(json: string): string | null {
  if (!BEYOND_ASCII.test(json)) return btoa(json)
  if (json.includes('\ufffd')) return null
  try {
    const bytes = encodeURIComponent(json).replace(/%(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    return btoa(bytes)
  } catch {
    // half a pair of surrogates
    return null
  }
}

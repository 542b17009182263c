import { isLetter, sextetOf } from './base64.ts'
import { codeAt, type Glyphs } from './glyphs.ts'
import { isJsonBlank } from './json-scanner.ts'
import type { KeyPlacement } from './placement.ts'

/** Letters of a word, a prompt or the label of a button; anything longer is data. */
const LONGEST_WORD = 48
/** Enough to see that they spell no JSON. */
const LETTERS = 8

const codesOf = (characters: string): Set<number> =>
  new Set(Array.from(characters, (character) => character.charCodeAt(0)))
/** What may come after an object inside a longer text, each with what may come after that. */
const NEXT = new Map([
  [0x2c, codesOf('"{[ \t\r\n-0123456789tfn')],
  [0x7d, codesOf(',}] \t\r\n')],
  [0x5d, codesOf(',}] \t\r\n')],
  [0x7b, codesOf('"} \t\r\n')],
  [0x5b, codesOf('"{[] \t\r\n')],
])

const BEGINNINGS = [...NEXT.keys(), 0x20, 0x0a, 0x0d, 0x09]

/**
 * What letters right behind a whole object are: more of a longer JSON text, so that the object is inside it, or a word
 * that was glued to the key. White space may be the key's own: then, and where `=` are due, the word is doubtful.
 */
export function whatFollows(glyphs: Glyphs, to: number, key: string): KeyPlacement {
  let length = 0
  while (length <= LONGEST_WORD && isLetter(codeAt(glyphs, to + length))) length++
  if (length > LONGEST_WORD) return 'inside'
  const due = key.endsWith('==') ? 2 : key.endsWith('=') ? 1 : 0
  const { bytes, rest, count } = bytesBehind(glyphs, to, Math.min(length, LETTERS), due)
  const from = bytes.findIndex((byte) => !isJsonBlank(byte))
  const character = bytes[from]
  // half a byte shows less
  if (character === undefined)
    return bytes.length === 0 && due === 0 && !BEGINNINGS.some((byte) => byte >> (8 - count) === rest)
      ? 'glued'
      : 'doubtful'
  const next = NEXT.get(character)
  const after = bytes[from + 1]
  if (next && (after === undefined || next.has(after))) return 'inside'
  return due > 0 || from > 0 ? 'doubtful' : 'glued'
}

/** The bytes that letters spell behind a key, whose last letter leaves over bits that are zero; and the bits of the next one. */
function bytesBehind(glyphs: Glyphs, to: number, length: number, due: number) {
  const bytes: number[] = []
  let bits = 0
  let count = due * 2
  for (let at = to; at < to + length; at++) {
    bits = ((bits << 6) | sextetOf(codeAt(glyphs, at))) & 0xffff
    count += 6
    if (count < 8) continue
    count -= 8
    bytes.push((bits >> count) & 0xff)
  }
  return { bytes, rest: bits & ((1 << count) - 1), count }
}

import { CASE_BIT, DOT, EQUALS } from './characters.ts'
import { isLetter, sextetOf } from './base64.ts'
import { isGap } from './gaps.ts'
import { codeAt, type Glyphs } from './glyphs.ts'
import type { KeyWalk } from './walk.ts'
import { isJsonBlank } from './decoder.ts'

/** Letters of a label that lost its blank; before a key that lost its beginning there are more. */
const LONGEST_LABEL = 16
/** Parts of an access token are shorter. */
const LONGEST_PART = 8192
const LEAST_PART = 10

/** `apart`: nothing longer. `glued`: a word stands right behind it. `doubtful`: so it is, and may be part of the key. */
export type KeyPlacement = 'apart' | 'glued' | 'doubtful' | 'inside'

/**
 * Is this object a piece of something longer? A member of a key may have a `signature` of its own, and so may an
 * access token: neither is the key that was pasted. Letters before `since` belong to the copy before.
 */
export function placementOf(glyphs: Glyphs, { from, to, key }: KeyWalk, since: number): KeyPlacement {
  if (lettersBefore(glyphs, from, Math.min(LONGEST_LABEL, from - since)) === LONGEST_LABEL) return 'inside'
  if (codeAt(glyphs, to - 1) === EQUALS) return 'apart'
  if (isPartOfToken(glyphs, from, to)) return 'inside'
  if (!touches(glyphs, to) || !isLetter(codeAt(glyphs, to)) || isCopy(glyphs, from, to)) return 'apart'
  // a line of letters before it is the beginning of what it is a member of
  if (isBehindLetters(glyphs, from, since)) return 'inside'
  return whatFollows(glyphs, to, key)
}

/** Does the line before end in letters that are no label? */
function isBehindLetters(glyphs: Glyphs, from: number, since: number): boolean {
  let at = from
  while (at > since && from - at < LONGEST_LABEL && isGap(glyphs, at - 1)) at--
  return lettersBefore(glyphs, at, Math.min(LONGEST_LABEL, at - since)) === LONGEST_LABEL
}

/** Do the same three letters stand at `to` as at `from`, the first in either case, each wherever a line breaks? */
export function isCopy(glyphs: Glyphs, from: number, to: number): boolean {
  let one = from
  let other = to
  for (let letter = 0; letter < 3; letter++) {
    one = letterFrom(glyphs, one)
    other = letterFrom(glyphs, other)
    const folded = letter === 0 ? CASE_BIT : 0
    if ((codeAt(glyphs, one++) | folded) !== (codeAt(glyphs, other++) | folded)) return false
  }
  return true
}

function letterFrom(glyphs: Glyphs, from: number): number {
  let at = from
  while (at < glyphs.length && at - from < LONGEST_LABEL && isGap(glyphs, at)) at++
  return at
}

function isPartOfToken(glyphs: Glyphs, from: number, to: number): boolean {
  if (codeAt(glyphs, to) === DOT && lettersAfter(glyphs, to + 1, LEAST_PART) === LEAST_PART) return true
  if (codeAt(glyphs, from - 1) !== DOT) return false
  let begin = from - 1
  while (from - begin < LONGEST_PART && isLetter(codeAt(glyphs, begin - 1))) begin--
  return from - begin > LEAST_PART && codeAt(glyphs, begin) === 0x65 && isSecond(codeAt(glyphs, begin + 1))
}

/** Nothing was taken out between this glyph and the one before but a zero byte of UTF-16, or an invisible character. */
const touches = (glyphs: Glyphs, index: number): boolean =>
  index < glyphs.length && glyphs.at[index]! - glyphs.at[index - 1]! <= 2

/** Without the characters of an address. */
const isAlphanumeric = (code: number): boolean =>
  isLetter(code) && code !== 0x2b && code !== 0x2d && code !== 0x2f && code !== 0x5f

function lettersBefore(glyphs: Glyphs, from: number, most: number): number {
  let count = 0
  while (count < most && touches(glyphs, from - count) && isAlphanumeric(codeAt(glyphs, from - count - 1))) count++
  return count
}

function lettersAfter(glyphs: Glyphs, from: number, most: number): number {
  let count = 0
  while (count < most && isLetter(codeAt(glyphs, from + count))) count++
  return count
}

const isSecond = (code: number): boolean => code === 0x79 || code === 0x77

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
function whatFollows(glyphs: Glyphs, to: number, key: string): KeyPlacement {
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

import { isLetter, letterOf, sextetOf } from './base64.ts'
import { BLANK, EQUALS, PLUS } from './characters.ts'
import { DEAD, DONE, Decoder } from './decoder.ts'
import { isGap, kindOfGap, staysInMargin } from './gaps.ts'
import { codeAt, glyphEnd, type Glyphs } from './glyphs.ts'
import type { EditKind } from './kinds.ts'
import { paddingAfter } from './padding.ts'
import { tailAfter } from './tail.ts'
import { toText } from './to-text.ts'

const LOWER_E = 30
const UPPER_E = 4

/** One for all walks: a hostile text starts hundreds of thousands of them. */
const theDecoder = new Decoder()
/** The longest run of letters that is searched for a key; longer keys could not be sent anyway. */
const MOST_LETTERS = 65_536

/** Decides which blanks were a lost `+`, by their number from the start. */
export type PlusRule = (blank: number) => boolean

export type KeyWalk = {
  from: number
  /** Glyph after the last one of the key, padding included; where the walk stopped if it is not whole. */
  to: number
  whole: boolean
  /** Bytes of JSON that were read. */
  bytes: number
  /** The key's own characters, where there was a pen to write them. */
  key: string
  /** `=` that had to be put in, and where in the pasted text. */
  added: { at: number; count: number } | null
  steps: number
  /** What stands right behind it may be part of it. */
  doubtful: boolean
}

/** Where the text inside the key is marked, on the walk that is used. */
export type Pen = (kind: EditKind, glyph: number) => void

/**
 * Reads a key from glyph `from` on, past everything that can stand between its letters, up to the brace that closes
 * its JSON. What follows the key may consist of letters too (`Regards, Paul`), so only the brace marks its end.
 */
export function walkKey(glyphs: Glyphs, from: number, plus: PlusRule | null, pen: Pen | null): KeyWalk {
  const { codes, length } = glyphs
  const decoder = theDecoder
  decoder.reset()
  const key: number[] = []
  let blanks = 0
  /** Only blanks and reply marks since the line began. */
  let inMargin = false
  let wasFolded = false
  let state = 0
  let i = from
  for (; i < length; i++) {
    const code = codes[i]!
    let sextet = sextetOf(code)
    if (sextet > 63 || code === PLUS) {
      if (plus && code === BLANK && betweenLetters(glyphs, i) && plus(blanks++)) {
        pen?.('plus-lost', i)
        sextet = 62
      } else if (isGap(glyphs, i)) {
        pen?.(kindOfGap(glyphs, i, from, inMargin), i)
        inMargin = staysInMargin(code, inMargin)
        wasFolded ||= code === EQUALS
        continue
      } else if (sextet > 63) break
    } else if (i === from && sextet === UPPER_E) {
      pen?.('first-letter', i)
      sextet = LOWER_E
    } else if (pen && (code === 0x2d || code === 0x5f)) pen('base64url', i)
    inMargin = false
    state = decoder.push(sextet)
    if (state === DEAD || decoder.letters > MOST_LETTERS) break
    if (pen) key.push(letterOf(sextet))
    if (state === DONE) break
  }
  const walk = {
    from,
    to: i,
    whole: false,
    bytes: decoder.bytes,
    key: '',
    added: null,
    steps: i - from + 1,
    doubtful: false,
  }
  const end = state === DONE ? tailAfter(glyphs, i + 1, { from, decoder, wasFolded }) : null
  if (end === null) return walk
  for (let at = i + 1; at < end; at++) {
    const code = codes[at]!
    if (isGap(glyphs, at)) {
      pen?.(kindOfGap(glyphs, at, from, inMargin), at)
      inMargin = staysInMargin(code, inMargin)
    } else {
      inMargin = false
      key.push(code)
      decoder.push(sextetOf(code))
    }
  }
  const due = decoder.padding
  const { to, found } = paddingAfter(glyphs, end, due, pen)
  for (let pad = 0; pad < due; pad++) key.push(EQUALS)
  const added = found < due ? { at: glyphEnd(glyphs, to - 1), count: due - found } : null
  return { ...walk, to, whole: true, key: pen ? toText(key) : '', added, steps: to - from + 1 }
}

const betweenLetters = (glyphs: Glyphs, at: number): boolean => {
  let before = at - 1
  while (codeAt(glyphs, before) === BLANK && at - before < 4) before--
  let after = at + 1
  while (codeAt(glyphs, after) === BLANK && after - at < 4) after++
  return isLetter(codeAt(glyphs, before)) && isLetter(codeAt(glyphs, after))
}

import { isLetter, letterOf, sextetOf } from './base64.ts'
import { BLANK, EQUALS, PLUS, isBlank, isBreak, isQuote, latinFor } from './characters.ts'
import { DEAD, DONE, Decoder } from './decoder.ts'
import { isGap, kindOfGap, staysInMargin } from './gaps.ts'
import { codeAt, glyphEnd, type Glyphs, GONE, toText } from './glyphs.ts'
import type { Pen } from './kinds.ts'
import { paddingAfter } from './padding.ts'
import { isCopy } from './placement.ts'

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

/** Wider gaps are not searched. */
const WIDEST_GAP = 64
/** Letters that no word happens to spell. */
const GROUP = 4
/** Signs that join two parts of a text that a program cut: `=` and `!` at the end of a line, `+` and `.` of a language. */
const JOINTS = new Set([EQUALS, 0x21, 0x2b, 0x2e])
/** `&` of an address, `|` of a table, `=` that folds the line. */
const ENDS = new Set([GONE, 0x26, 0x7c, EQUALS])
/** Where quoted-printable folds a line. */
const FOLDED = { least: 70, most: 80 }

type Key = { from: number; decoder: Decoder; wasFolded: boolean }

/**
 * Where a key ends whose object ends before glyph `from`: white space after the object is part of it, and so are the
 * letters that spell it, at once or behind a gap, unless they may as well begin a word (`K. Meyer`, `IA`). Null where
 * the letters cannot end here.
 */
function tailAfter(glyphs: Glyphs, from: number, key: Key): number | null {
  const { decoder } = key
  const ahead = decoder.fork()
  /** It has the `=` that it needs, unless such a sign folds a line. */
  const isClosedAt = (end: number) => {
    const due = ahead.padding
    return due > 0 && signsAfter(glyphs, end, ahead) === due && !key.wasFolded && !foldsLine(glyphs, end)
  }
  let tail = decoder.atEnd ? from : null
  let isClosed = decoder.atEnd && isClosedAt(from)
  /** Letters that follow at once are no word, so where they end does not matter. */
  let isOpen = tail === null || isLetter(codeAt(glyphs, from))
  let apart = 0
  let isJoined = false
  /** A letter of it only looks like one. */
  let isDoubtful = false
  for (let at = from; ; at++) {
    const gap = gapAt(glyphs, at)
    if (isClosed && gap.to > at) return tail
    isJoined ||= gap.joins
    if (gap.to > at || apart > 0) apart++
    at = gap.to
    const code = codeAt(glyphs, at)
    const latin = latinFor(code)
    if (!isLetter(latin ?? code) || !ahead.pushBlank(sextetOf(latin ?? code))) return tail
    isDoubtful ||= latin !== undefined
    if (isDoubtful && apart === 0) return null
    const next = at + 1
    if (!ahead.atEnd || (isLetter(codeAt(glyphs, next)) && !beginsCopy(glyphs, key.from, next))) continue
    const isOwn = isOpen || isJoined || apart >= GROUP || signsAfter(glyphs, next, ahead) > 0
    if (!isOwn && !endsThere(glyphs, key.from, next)) continue
    // another reading will tell
    if (isDoubtful) return null
    tail = next
    isClosed = isClosedAt(next)
    isOpen = false
  }
}

/** How many of the `=` that are due follow. */
const signsAfter = (glyphs: Glyphs, from: number, { padding }: Decoder): number =>
  paddingAfter(glyphs, from, padding, null).found

function foldsLine(glyphs: Glyphs, equalsSign: number): boolean {
  let begin = equalsSign
  while (begin > 0 && equalsSign - begin <= FOLDED.most && !isBreak(codeAt(glyphs, begin - 1))) begin--
  const width = equalsSign + 1 - begin
  return width >= FOLDED.least && width <= FOLDED.most && isBreak(codeAt(glyphs, equalsSign + 1))
}

function gapAt(glyphs: Glyphs, from: number): { to: number; joins: boolean } {
  let to = from
  let joins = false
  for (; to < glyphs.length && to - from < WIDEST_GAP && isGap(glyphs, to); to++)
    joins ||= JOINTS.has(codeAt(glyphs, to))
  return { to, joins }
}

/** The same letters again, or those that most keys begin with. */
function beginsCopy(glyphs: Glyphs, from: number, at: number): boolean {
  if (isCopy(glyphs, from, at)) return true
  const third = codeAt(glyphs, at + 2)
  return (codeAt(glyphs, at) | 0x20) === 0x65 && codeAt(glyphs, at + 1) === 0x79 && third >= 0x49 && third <= 0x4c
}

/** Nothing more in this line, in these quotes or in this part of an address, or another copy. */
function endsThere(glyphs: Glyphs, start: number, from: number): boolean {
  if (isQuote(codeAt(glyphs, from)) && !isLetter(codeAt(glyphs, from + 1))) return true
  let at = from
  while (at - from < WIDEST_GAP && (isQuote(codeAt(glyphs, at)) || isBlank(codeAt(glyphs, at)))) at++
  const code = codeAt(glyphs, at)
  return ENDS.has(code) || isBreak(code) || beginsCopy(glyphs, start, at)
}

import { isLetter, sextetOf } from './base64.ts'
import { EQUALS, isBlank, isBreak, isQuote, latinFor } from './characters.ts'
import type { Decoder } from './decoder.ts'
import { isGap } from './gaps.ts'
import { GONE, codeAt, type Glyphs } from './glyphs.ts'
import { isCopy } from './placement.ts'
import { paddingAfter } from './padding.ts'

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
export function tailAfter(glyphs: Glyphs, from: number, key: Key): number | null {
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

import { isLetter, letterOf, sextetOf } from './base64.ts'
import { BLANK, isBlank, isBreak, isQuote } from './characters.ts'
import { DEAD, DONE, Decoder } from './decoder.ts'
import { GONE, codeAt, endOf, type Glyphs } from './glyphs.ts'
import type { EditKind } from './kinds.ts'
import { paddingAfter } from './padding.ts'
import { toText } from './to-text.ts'

const EQUALS = 0x3d
const PLUS = 0x2b
const EXCLAMATION = 0x21
const LOWER_E = 30
const UPPER_E = 4

/** One for all walks: a hostile text starts hundreds of thousands of them. */
const theDecoder = new Decoder()
/** Letters after which no key is looked for any more; far longer ones could not be sent anyway. */
const MOST_LETTERS = 65_536

/** Says which blanks stand for a lost `+`, by their number from the start. */
export type PlusRule = (blank: number) => boolean

export type Walk = {
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
}

/** Where the text inside the key is marked, on the walk that is kept. */
export type Pen = (kind: EditKind, glyph: number) => void

/**
 * Reads a key from glyph `from` on, past everything that can stand between its letters, up to the brace that closes
 * its JSON. What follows the key may consist of letters too (`Regards, Paul`), so nothing but the brace tells its end.
 */
export function walkKey(glyphs: Glyphs, from: number, plus: PlusRule | null, pen: Pen | null): Walk {
  const { codes, length } = glyphs
  const decoder = theDecoder
  decoder.reset()
  const key: number[] = []
  let blanks = 0
  /** Only blanks and reply marks since the line began. */
  let inMargin = false
  let state = 0
  let i = from
  for (; i < length; i++) {
    const code = codes[i]!
    let sextet = sextetOf(code)
    if (sextet > 63 || (code === PLUS && joinsStrings(glyphs, i))) {
      if (plus && code === BLANK && betweenLetters(glyphs, i) && plus(blanks++)) {
        pen?.('plus-lost', i)
        sextet = 62
      } else {
        const kind = kindBetween(glyphs, i, from, inMargin)
        if (kind === null) break
        pen?.(kind, i)
        inMargin = isBreak(code) || (inMargin && (code === GONE || isMargin(code)))
        continue
      }
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
  const walk = { from, to: i, whole: false, bytes: decoder.bytes, key: '', added: null, steps: i - from + 1 }
  if (state !== DONE) return walk
  const tail = blanksAfter(glyphs, i + 1, decoder)
  if (tail === null) return walk
  if (pen) for (const sextet of tail.sextets) key.push(letterOf(sextet))
  const { to, found } = paddingAfter(glyphs, tail.to, decoder.padding, pen)
  const due = decoder.padding
  for (let pad = 0; pad < due; pad++) key.push(EQUALS)
  const added = found < due ? { at: endOf(glyphs, to - 1), count: due - found } : null
  return { ...walk, to, whole: true, key: pen ? toText(key) : '', added, steps: to - from + 1 }
}

/** White space after the object belongs to the key if its letters follow at once and nothing follows them. */
function blanksAfter(glyphs: Glyphs, from: number, decoder: Decoder): { to: number; sextets: number[] } | null {
  const ahead = decoder.fork()
  const sextets: number[] = []
  let kept = decoder.atEnd ? 0 : -1
  for (let i = from; isLetter(codeAt(glyphs, i)); i++) {
    const sextet = sextetOf(glyphs.codes[i]!)
    if (!ahead.pushBlank(sextet)) break
    sextets.push(sextet)
    if (ahead.atEnd && endsAt(glyphs, i + 1)) kept = sextets.length
  }
  if (kept < 0) return null
  for (const sextet of sextets.slice(0, kept)) decoder.pushBlank(sextet)
  return { to: from + kept, sextets: sextets.slice(0, kept) }
}

/** No letter, or the first letters of another copy. */
const endsAt = (glyphs: Glyphs, at: number): boolean =>
  !isLetter(codeAt(glyphs, at)) || ((codeAt(glyphs, at) | 0x20) === 0x65 && codeAt(glyphs, at + 1) === 0x79)

const betweenLetters = (glyphs: Glyphs, at: number): boolean => {
  let before = at - 1
  while (codeAt(glyphs, before) === BLANK && at - before < 4) before--
  let after = at + 1
  while (codeAt(glyphs, after) === BLANK && after - at < 4) after++
  return isLetter(codeAt(glyphs, before)) && isLetter(codeAt(glyphs, after))
}

/** What may stand between two letters of a key without being part of it. */
function kindBetween(glyphs: Glyphs, at: number, from: number, inMargin: boolean): EditKind | null {
  const code = glyphs.codes[at]!
  if (code === GONE) return 'line-number'
  if (isBreak(code))
    return beforeIs(glyphs, at, EQUALS, from)
      ? 'soft-break'
      : beforeIs(glyphs, at, EXCLAMATION, from)
        ? 'mail-break'
        : 'line-break'
  if (isBlank(code)) {
    const before = codeAt(glyphs, at - 1)
    if (isBreak(before) && beforeIs(glyphs, at - 1, EXCLAMATION, from)) return 'mail-break'
    return (before === 0x3e || before === 0x7c) && inMargin ? 'reply-mark' : 'blank'
  }
  if (code === EQUALS) return 'soft-break'
  if (code === EXCLAMATION)
    return isBreak(codeAt(glyphs, at + 1)) || isBlank(codeAt(glyphs, at + 1)) ? 'mail-break' : null
  if ((code === 0x3e || code === 0x7c) && inMargin) return 'reply-mark'
  if (isQuote(code)) return 'quote'
  if (code === PLUS || (code === 0x2e && joinsStrings(glyphs, at))) return 'separator'
  return code === 0x2c || code === 0x3b || code === 0x7c ? 'separator' : null
}

/** Blanks, line breaks and reply marks. */
const isMargin = (code: number): boolean => isBlank(code) || isBreak(code) || code === 0x3e || code === 0x7c

/** `'eyJp' + 'ZCI6'` of a program. */
function joinsStrings(glyphs: Glyphs, at: number): boolean {
  let before = at - 1
  while (at - before < 16 && isMargin(codeAt(glyphs, before))) before--
  let after = at + 1
  while (after - at < 16 && isMargin(codeAt(glyphs, after))) after++
  const quote = codeAt(glyphs, before)
  return (quote === 0x22 || quote === 0x27) && codeAt(glyphs, after) === quote
}

const beforeIs = (glyphs: Glyphs, at: number, code: number, from: number): boolean => {
  let before = at - 1
  if (glyphs.codes[at] === 0x0a && codeAt(glyphs, before) === 0x0d) before--
  return before >= from && codeAt(glyphs, before) === code
}

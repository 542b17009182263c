import { isLetter } from './base64.ts'
import { DOT, EQUALS, EXCLAMATION, isBlank, isBreak, isQuote, PLUS } from './characters.ts'
import { GONE, codeAt, type Glyphs } from './glyphs.ts'
import type { EditKind } from './kinds.ts'

const BAR = 0x7c
const GREATER = 0x3e
/** The most characters between two strings that a program joins. */
const LONGEST_JOINT = 16

/** Whether this may be between two letters of a key without being part of it. */
export function isGap(glyphs: Glyphs, at: number): boolean {
  const code = glyphs.codes[at]!
  if (isLetter(code)) return code === PLUS && joinsStrings(glyphs, at)
  if (isBlank(code) || isBreak(code) || isQuote(code) || code === GONE) return true
  // two end a copy, one folds a line; more are a rule or an omission
  if (code === EQUALS) return codeAt(glyphs, at - 1) !== EQUALS || codeAt(glyphs, at + 1) !== EQUALS
  if (code === EXCLAMATION && codeAt(glyphs, at - 1) === EXCLAMATION) return false
  if (code === EXCLAMATION) return isBreak(codeAt(glyphs, at + 1)) || isBlank(codeAt(glyphs, at + 1))
  return code === 0x2c || code === 0x3b || code === BAR || (code === DOT && joinsStrings(glyphs, at))
}

/** What a character between two letters is; `inMargin`: the line has only had blanks and reply marks so far. */
export function kindOfGap(glyphs: Glyphs, at: number, from: number, inMargin: boolean): EditKind {
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
    return (before === GREATER || before === BAR) && inMargin ? 'reply-mark' : 'blank'
  }
  if (code === EQUALS) return 'soft-break'
  if (code === EXCLAMATION) return 'mail-break'
  if ((code === GREATER || code === BAR) && inMargin) return 'reply-mark'
  return isQuote(code) ? 'quote' : 'separator'
}

/** Does the margin go on behind this gap? */
export const staysInMargin = (code: number, inMargin: boolean): boolean =>
  isBreak(code) || (inMargin && (code === GONE || isMargin(code)))

/** Blanks, line breaks and reply marks. */
const isMargin = (code: number): boolean => isBlank(code) || isBreak(code) || code === GREATER || code === BAR

/** `'eyJp' + 'ZCI6'` of a program, folded or not. */
function joinsStrings(glyphs: Glyphs, at: number): boolean {
  let before = at - 1
  while (at - before < LONGEST_JOINT && isJoint(codeAt(glyphs, before))) before--
  let after = at + 1
  while (after - at < LONGEST_JOINT && isJoint(codeAt(glyphs, after))) after++
  const quote = codeAt(glyphs, before)
  return (quote === 0x22 || quote === 0x27) && codeAt(glyphs, after) === quote
}

const isJoint = (code: number): boolean => isMargin(code) || code === EQUALS

const beforeIs = (glyphs: Glyphs, at: number, code: number, from: number): boolean => {
  let before = at - 1
  if (glyphs.codes[at] === 0x0a && codeAt(glyphs, before) === 0x0d) before--
  return before >= from && codeAt(glyphs, before) === code
}

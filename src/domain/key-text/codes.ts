import { CR, LF, isBreak } from './characters.ts'
import { sourceOf, type SourcePart } from './source.ts'
import { entityAt, type Decoded } from './entities.ts'
import type { Glyphs } from './glyphs.ts'
import { Marks } from './marks.ts'
import { rtfSource } from './rtf.ts'

const AMPERSAND = 0x26
const PERCENT = 0x25
const BACKSLASH = 0x5c
const ESCAPE = 0x1b
/** Spellings of it in front of a code for the terminal: a program's, without the backslash. */
const ESCAPE_SHOWN = ['e[', 'E[', '033[', '33[', 'e]', '033]', '33]']
const MAY_SHOW_ESCAPE = new Set(ESCAPE_SHOWN.map((spelt) => spelt.charCodeAt(0)))
const FULL_WIDTH = { first: 0xff01, last: 0xff5e, behind: 0xfee0 }

/**
 * Turns a part of a pasted text into glyphs: entities, percent codes, backslash escapes and full-width letters become
 * the character they stand for; the zero bytes of UTF-16 go. `&`, `%` and `\` are never letters of a key, so no letter can be lost.
 */
export function readGlyphs(pasted: string, part: SourcePart, as: 'it-is' | 'unfolded' | 'rtf'): Glyphs {
  const marks = new Marks(pasted.length, part)
  const { text, at: places } =
    as === 'rtf' ? rtfSource(pasted, part, marks) : sourceOf(pasted, part, marks, as === 'unfolded')
  const end = text.length
  const glyphs: Glyphs = { codes: new Uint16Array(end), at: new Uint32Array(end), length: 0, marks }
  const { codes, at } = glyphs
  let length = 0
  for (let i = 0; i < end;) {
    const from = places ? places[i]! : i + part.from
    let code = text.charCodeAt(i)
    let next = i + 1
    if (code === AMPERSAND || code === PERCENT || code === BACKSLASH) {
      const decoded = decodeAt(text, i, code)
      if (decoded) {
        ;({ code, end: next } = decoded)
        marks.set(decoded.kind, from, behind(next))
      }
    }
    if (code >= FULL_WIDTH.first && code <= FULL_WIDTH.last) {
      code -= FULL_WIDTH.behind
      marks.set('full-width', from, behind(next))
    }
    if (code !== 0) {
      codes[length] = code
      at[length++] = from
    }
    i = next
  }
  glyphs.length = length
  return glyphs

  function behind(next: number): number {
    return places ? places[next - 1]! + 1 : next + part.from
  }
}

function decodeAt(text: string, at: number, code: number): Decoded | null {
  if (code === PERCENT) return percentAt(text, at)
  if (code === BACKSLASH) return escapeAt(text, at)
  return entityAt(text, at)
}

/** `%3D`, `%253D` of a link inside a link, `%C2%A0`. */
function percentAt(text: string, at: number): Decoded | null {
  const lead = byteAt(text, at)
  if (!lead) return null
  const more = lead.code < 0xc2 || lead.code >= 0xf0 ? 0 : lead.code < 0xe0 ? 1 : 2
  let { code, end } = lead
  if (more > 0) code &= 0x3f >> more
  for (let left = more; left > 0; left--) {
    const next = byteAt(text, end)
    if (!next || next.code >> 6 !== 2) return null
    code = (code << 6) | (next.code & 0x3f)
    end = next.end
  }
  return code >= 0x20 || isBreak(code) || code === 0x09 ? { code, end, kind: 'percent-code' } : null
}

function byteAt(text: string, at: number): { code: number; end: number } | null {
  if (text.charCodeAt(at) !== PERCENT) return null
  let from = at + 1
  while (text.charCodeAt(from) === 0x32 && text.charCodeAt(from + 1) === 0x35 && hexAt(text, from + 2, 2) >= 0)
    from += 2
  const code = hexAt(text, from, 2)
  return code < 0 ? null : { code, end: from + 2 }
}

/** JSON's and the shell's escapes. Of `\/`, and of a `\` at the end of a line, only the backslash goes: code 0. */
function escapeAt(text: string, at: number): Decoded {
  let from = at + 1
  while (text.charCodeAt(from) === BACKSLASH) from++
  const character = text.charCodeAt(from)
  if (text.charCodeAt(at - 1) === ESCAPE) return { code: 0, end: at + 1, kind: 'escape' }
  const shown = MAY_SHOW_ESCAPE.has(character) ? ESCAPE_SHOWN.find((spelt) => text.startsWith(spelt, from)) : undefined
  if (shown !== undefined) return { code: ESCAPE, end: from + shown.length - 1, kind: 'escape' }
  if (character === 0x6e) return { code: LF, end: from + 1, kind: 'escape' }
  if (character === 0x72) return { code: CR, end: from + 1, kind: 'escape' }
  if (character === 0x74) return { code: 0x09, end: from + 1, kind: 'escape' }
  const digits = character === 0x75 ? 4 : character === 0x78 ? 2 : 0
  const point = digits > 0 ? hexAt(text, from + 1, digits) : -1
  return point > 0 ? { code: point, end: from + 1 + digits, kind: 'escape' } : { code: 0, end: from, kind: 'escape' }
}

function hexAt(text: string, at: number, digits: number): number {
  let value = 0
  for (let i = at; i < at + digits; i++) {
    const digit = digitOf(text.charCodeAt(i))
    if (digit < 0) return -1
    value = value * 16 + digit
  }
  return value
}

/** Of a hexadecimal digit; -1 for anything else, the NaN behind the end included. */
function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const small = code | 0x20
  return small >= 0x61 && small <= 0x66 ? small - 0x57 : -1
}

import { CR, LF, isBreak } from './characters.ts'
import { entityAt } from './entities.ts'
import type { Glyphs } from './glyphs.ts'
import { Marks } from './marks.ts'
import type { EditKind } from './kinds.ts'

type Decoded = { code: number; end: number; kind: EditKind }

const AMPERSAND = 0x26
const PERCENT = 0x25
const BACKSLASH = 0x5c

/**
 * Turns a pasted text into glyphs: entities, percent codes, backslash escapes and full-width letters become the
 * character they stand for; the zero bytes of UTF-16 go. None of `& % \` is a letter of a key, so none can be lost.
 */
export function readGlyphs(text: string): Glyphs {
  const end = text.length
  const glyphs: Glyphs = { codes: new Uint16Array(end), at: new Uint32Array(end), length: 0, marks: new Marks(end) }
  const { codes, at, marks } = glyphs
  let length = 0
  for (let i = 0; i < end;) {
    let code = text.charCodeAt(i)
    let next = i + 1
    if (code === AMPERSAND || code === PERCENT || code === BACKSLASH) {
      const decoded = decodeAt(text, i, code)
      if (decoded) {
        ;({ code, end: next } = decoded)
        marks.set(decoded.kind, i, next)
      }
    } else if (code === 0) {
      marks.set('utf-16', i, next)
    } else if (code >= 0xff01 && code <= 0xff5e) {
      code -= 0xfee0
      marks.set('full-width', i, next)
    }
    if (code !== 0) {
      codes[length] = code
      at[length++] = i
    }
    i = next
  }
  glyphs.length = length
  return glyphs
}

function decodeAt(text: string, at: number, code: number): Decoded | null {
  if (code === PERCENT) return percentAt(text, at)
  if (code === BACKSLASH) return escapeAt(text, at)
  const entity = entityAt(text, at)
  return entity && { ...entity, kind: 'html-entity' }
}

/** `%3D`, and `%253D` of a link inside a link. */
function percentAt(text: string, at: number): Decoded | null {
  let from = at + 1
  while (text.startsWith('25', from) && hexAt(text, from + 2, 2) >= 0) from += 2
  const code = hexAt(text, from, 2)
  const plain = (code >= 0x20 && code < 0x7f) || isBreak(code) || code === 0x09
  return plain ? { code, end: from + 2, kind: 'percent-code' } : null
}

/** JSON's and the shell's escapes. Of `\/`, and of a `\` at the end of a line, only the backslash goes: code 0. */
function escapeAt(text: string, at: number): Decoded {
  let from = at + 1
  while (text.charCodeAt(from) === BACKSLASH) from++
  const code = { n: LF, r: CR, t: 0x09 }[text.charAt(from)]
  if (code !== undefined) return { code, end: from + 1, kind: 'escape' }
  const digits = { u: 4, x: 2 }[text.charAt(from)] ?? 0
  const point = digits > 0 ? hexAt(text, from + 1, digits) : -1
  return point > 0 ? { code: point, end: from + 1 + digits, kind: 'escape' } : { code: 0, end: from, kind: 'escape' }
}

function hexAt(text: string, at: number, digits: number): number {
  let value = 0
  for (let i = at; i < at + digits; i++) {
    const digit = '0123456789abcdef'.indexOf(text.charAt(i).toLowerCase() || 'x')
    if (digit < 0) return -1
    value = value * 16 + digit
  }
  return value
}

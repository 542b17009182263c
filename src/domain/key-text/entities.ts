import type { EditKind } from './kinds.ts'

/** The character that a code stands for, and where the code ends. */
export type Decoded = { code: number; end: number; kind: EditKind }

/** Entities of characters that stand in a key, or close to one. */
const NAMED = new Map(
  Object.entries({
    equals: 0x3d,
    plus: 0x2b,
    sol: 0x2f,
    lowbar: 0x5f,
    bsol: 0x5c,
    colon: 0x3a,
    excl: 0x21,
    lt: 0x3c,
    gt: 0x3e,
    LT: 0x3c,
    GT: 0x3e,
    quot: 0x22,
    QUOT: 0x22,
    apos: 0x27,
    grave: 0x60,
    nbsp: 0xa0,
    NonBreakingSpace: 0xa0,
    ensp: 0x2002,
    emsp: 0x2003,
    thinsp: 0x2009,
    Tab: 0x09,
    NewLine: 0x0a,
    shy: 0xad,
    zwnj: 0x200c,
    zwj: 0x200d,
    lrm: 0x200e,
    rlm: 0x200f,
    ZeroWidthSpace: 0x200b,
    NoBreak: 0x2060,
    laquo: 0xab,
    raquo: 0xbb,
    ldquo: 0x201c,
    rdquo: 0x201d,
    lsquo: 0x2018,
    rsquo: 0x2019,
    bdquo: 0x201e,
  }),
)

const HASH = 0x23
const SEMICOLON = 0x3b
/** Digits and letters that an entity may have. */
const LONGEST = 16

/** Reads the entity that begins at `at`, `&amp;` before the rest any number of times. */
export function entityAt(text: string, at: number): Decoded | null {
  let from = at + 1
  while (text.startsWith('amp;', from)) from += 4
  let end = from
  while (end < from + LONGEST && isBody(text.charCodeAt(end))) end++
  const code = text.charCodeAt(end) === SEMICOLON && end > from ? codeOf(text, from, end) : undefined
  if (code !== undefined && code > 0 && code < 0x10000) return { code, end: end + 1, kind: 'html-entity' }
  return from > at + 1 ? { code: 0x26, end: from, kind: 'html-entity' } : null
}

function codeOf(text: string, from: number, end: number): number | undefined {
  if (text.charCodeAt(from) !== HASH) return NAMED.get(text.slice(from, end))
  const hexadecimal = (text.charCodeAt(from + 1) | 0x20) === 0x78
  const digits = text.slice(hexadecimal ? from + 2 : from + 1, end)
  return Number(hexadecimal ? `0x${digits}` : digits)
}

const isBody = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === HASH

import { BLANK, LF, isBlank, isBreak, isInvisible, isUnicodeBreak, isUnicodeSpace } from './characters.ts'
import { codeAt, endOf, type Glyphs } from './glyphs.ts'

const OPEN = 0x3c
const CLOSE = 0x3e
const LONGEST_NAME = 16
/** The bit that tells a small letter from a capital. */
const CASE = 0x20

/** A number for each name, whatever its case: making a text of each would cost more than all the rest. */
const spell = (spelt: number, code: number): number => (Math.imul(spelt, 131) + (code | CASE)) | 0

/** Elements that begin or end a line on the page, by the number that `spell` makes of their names. */
const BLOCKS = new Set(
  ['br', 'p', 'div', 'li', 'tr', 'td', 'th', 'pre', 'hr', 'h1', 'h2', 'h3', 'h4', 'blockquote'].map((name) => {
    let spelt = 0
    for (let i = 0; i < name.length; i++) spelt = spell(spelt, name.charCodeAt(i))
    return spelt
  }),
)

/** Cuts tags and invisible characters, before anything looks at blanks: `br` and `wbr` are letters of a key. Every space becomes an ASCII one. True where a tag was cut. */
export function stripMarkup(glyphs: Glyphs, cutTags: boolean): boolean {
  const { codes, at, marks } = glyphs
  let length = 0
  let cut = false
  for (let i = 0; i < glyphs.length; i++) {
    let code = codes[i]!
    if (code === OPEN && cutTags) {
      const tag = tagAt(glyphs, i)
      if (tag) {
        cut = true
        marks.set('html-tag', at[i]!, endOf(glyphs, tag.last))
        const from = at[i]!
        i = tag.last
        if (!BLOCKS.has(tag.name)) continue
        codes[length] = LF
        at[length++] = from
        continue
      }
    } else if (code > 0x7e || code < 0x20) {
      if (isInvisible(code)) {
        marks.set('zero-width', at[i]!, endOf(glyphs, i))
        continue
      }
      // not a line break: nothing that marks or numbers lines sees these as one
      if (isUnicodeSpace(code) || isUnicodeBreak(code)) {
        marks.set('unicode-space', at[i]!, endOf(glyphs, i))
        code = BLANK
      }
    }
    codes[length] = code
    at[length++] = at[i]!
  }
  glyphs.length = length
  return cut
}

/** The tag that opens at `from`. It ends before the next `<`, so looking for its end costs no more than skipping it. */
function tagAt(glyphs: Glyphs, from: number): { name: number; last: number } | null {
  let i = from + 1
  if (codeAt(glyphs, i) === 0x2f) i++
  const begin = i
  let name = 0
  for (; i - begin < LONGEST_NAME && isNameCode(codeAt(glyphs, i)); i++) name = spell(name, codeAt(glyphs, i))
  const next = codeAt(glyphs, i)
  if (i === begin || (next !== CLOSE && next !== 0x2f && !isBlank(next) && !isBreak(next))) return null
  const second = codeAt(glyphs, begin + 1) | CASE
  // no element begins with these letters, every key between angle brackets does
  if ((codeAt(glyphs, begin) | CASE) === 0x65 && (second === 0x79 || second === 0x77)) return null
  while (i < glyphs.length && glyphs.codes[i] !== CLOSE && glyphs.codes[i] !== OPEN) i++
  return codeAt(glyphs, i) === CLOSE ? { name, last: i } : null
}

const isNameCode = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x30 && code <= 0x3a) ||
  code === 0x21 ||
  code === 0x2d

import { BLANK, LF, isBlank, isBreak, isInvisible, isUnicodeBreak, isUnicodeSpace } from './characters.ts'
import { codeAt, endOf, type Glyphs } from './glyphs.ts'
import { toText } from './to-text.ts'

const OPEN = 0x3c
const CLOSE = 0x3e
const LONGEST_NAME = 16

/** Elements that begin or end a line on the page. */
const BLOCKS = new Set(['br', 'p', 'div', 'li', 'tr', 'td', 'th', 'pre', 'hr', 'h1', 'h2', 'h3', 'h4', 'blockquote'])

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
function tagAt(glyphs: Glyphs, from: number): { name: string; last: number } | null {
  let i = from + 1
  if (codeAt(glyphs, i) === 0x2f) i++
  const begin = i
  while (i - begin < LONGEST_NAME && isNameCode(codeAt(glyphs, i))) i++
  const next = codeAt(glyphs, i)
  if (i === begin || (next !== CLOSE && next !== 0x2f && !isBlank(next) && !isBreak(next))) return null
  const name = toText(glyphs.codes.subarray(begin, i)).toLowerCase()
  // no element begins with these letters, every key between angle brackets does
  if (name.startsWith('ey') || name.startsWith('ew')) return null
  while (i < glyphs.length && glyphs.codes[i] !== CLOSE && glyphs.codes[i] !== OPEN) i++
  return codeAt(glyphs, i) === CLOSE ? { name, last: i } : null
}

const isNameCode = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x30 && code <= 0x3a) ||
  code === 0x21 ||
  code === 0x2d

import {
  BLANK,
  CASE_BIT,
  GREATER_THAN,
  isBlank,
  isBreak,
  isInvisible,
  isUnicodeBreak,
  isUnicodeSpace,
  LESS_THAN,
  LF,
} from './characters.ts'
import { codeAt, glyphEnd, type Glyphs } from './glyphs.ts'

const SLASH = 0x2f
const COLON = 0x3a
const LONGEST_NAME = 16

/** A number for each name, whatever its case: making a text of each would cost more than all the rest. */
const spell = (spelt: number, code: number): number => (Math.imul(spelt, 131) + (code | CASE_BIT)) | 0

/** By the numbers that `spell` makes of them. */
const namesOf = (names: string): Set<number> =>
  new Set(names.split(' ').map((name) => Array.from(name, (character) => character.charCodeAt(0)).reduce(spell, 0)))

/** Elements that begin or end a line on the page. */
const BLOCKS = namesOf('br p div li tr td th pre hr h1 h2 h3 h4 blockquote w:p w:br w:tab text:p a:p')
/** Elements of HTML that need no end tag; those of Office have a colon in their names. */
const KNOWN = namesOf(
  'a abbr article aside b base big blockquote body br button caption center cite code col colgroup dd del details dfn ' +
    'div dl dt em embed fieldset figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins ' +
    'kbd label legend li link main map mark meta nav nobr object ol option p param pre q s samp script section select ' +
    'small span strike strong style sub summary sup svg table tbody td textarea tfoot th thead title tr tt u ul var wbr ' +
    '!-- !doctype',
)
const ELLIPSIS = 0x2026

/** Cuts tags and invisible characters, before blanks are read: `br` and `wbr` are letters of a key. Every space becomes an ASCII one. True where a tag was cut. */
export function stripMarkup(glyphs: Glyphs, cutTags: boolean): boolean {
  const { codes, at, marks } = glyphs
  let length = 0
  let cut = false
  let closed: Set<number> | null = null
  for (let i = 0; i < glyphs.length; i++) {
    let code = codes[i]!
    if (code === LESS_THAN && cutTags) {
      const tag = tagAt(glyphs, i)
      if (tag) {
        cut = true
        marks.set('html-tag', at[i]!, glyphEnd(glyphs, tag.last))
        const from = at[i]!
        i = tag.last
        // `<snip>`: without what it replaces, the rest could be whole and another key
        const isElement = tag.isKnown || (closed ??= closedIn(glyphs)).has(tag.name)
        const mark = !isElement ? ELLIPSIS : BLOCKS.has(tag.name) ? LF : null
        if (mark === null) continue
        codes[length] = mark
        at[length++] = from
        continue
      }
    } else if (code > 0x7e || code < 0x20) {
      if (isInvisible(code)) {
        marks.set('zero-width', at[i]!, glyphEnd(glyphs, i))
        continue
      }
      // not a line break: nothing that marks or numbers lines sees these as one
      if (isUnicodeSpace(code) || isUnicodeBreak(code)) {
        marks.set('unicode-space', at[i]!, glyphEnd(glyphs, i))
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
function tagAt(glyphs: Glyphs, from: number): { name: number; last: number; isKnown: boolean } | null {
  let i = from + 1
  const closes = codeAt(glyphs, i) === SLASH
  if (closes) i++
  const begin = i
  let name = 0
  let isKnown = closes
  for (; i - begin < LONGEST_NAME && isNameCode(codeAt(glyphs, i)); i++) {
    name = spell(name, codeAt(glyphs, i))
    isKnown ||= codeAt(glyphs, i) === COLON
  }
  const next = codeAt(glyphs, i)
  if (i === begin || (next !== GREATER_THAN && next !== 0x2f && !isBlank(next) && !isBreak(next))) return null
  const second = codeAt(glyphs, begin + 1) | CASE_BIT
  // no element begins with these letters, and every key between angle brackets does
  if ((codeAt(glyphs, begin) | CASE_BIT) === 0x65 && (second === 0x79 || second === 0x77)) return null
  while (i < glyphs.length && glyphs.codes[i] !== GREATER_THAN && glyphs.codes[i] !== LESS_THAN) i++
  if (codeAt(glyphs, i) !== GREATER_THAN) return null
  return { name, last: i, isKnown: isKnown || KNOWN.has(name) || codeAt(glyphs, i - 1) === SLASH }
}

/** Names of the elements that are closed somewhere. */
function closedIn(glyphs: Glyphs): Set<number> {
  const names = new Set<number>()
  for (let i = 0; i < glyphs.length; i++) {
    if (glyphs.codes[i] !== LESS_THAN || codeAt(glyphs, i + 1) !== SLASH) continue
    let name = 0
    for (i += 2; isNameCode(codeAt(glyphs, i)); i++) name = spell(name, codeAt(glyphs, i))
    names.add(name)
    i--
  }
  return names
}

const isNameCode = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x30 && code <= 0x3a) ||
  code === 0x21 ||
  code === 0x2d

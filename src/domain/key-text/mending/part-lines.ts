import type { Cut } from './cuts.ts'
import type { Line } from './lines.ts'

const LONGEST = 120
const LONGEST_NUMBER = 4
const TOKEN = /[\p{L}\d]+/gu
/** `Part`, `page`, `GLPI`, `2`, `2nd`, the pieces of a time of day: hardly ever letters of a key. */
const WORD = /^(?:\p{Lu}?\p{Ll}+|\p{Lu}{1,8}|\d{1,4}(?:T\d{1,2}|Z|st|nd|rd|th|am|pm|h|er|ère|e)?)$/iu
const MIXED_CASE = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u
/** No piece of a key, and no groups of its letters alone. */
const NO_LETTERS = /[^\w+/=-]/
/** `2`, `2/3`, `-2-`, a rule, a word of a footer: letters of a key as well, so they are left out only where that brings one. */
const ALONE = /^(?:\d{1,3}|\d{1,3}\/\d{1,3}|[-_=+~]*\d{1,3}[-_=+~]*|([-_=+~])\1{2,}|[A-Z][a-z]{5,}|[A-Z]{7,})$/
/** An address, of a page that was printed or of who wrote. */
const ADDRESS = /:\/\/|[\w.]@[\w-]+\./

/** Labels, page numbers, footers and names that stand on lines of their own between the parts of a key. */
export const partCuts = (lines: readonly Line[]): Cut[] =>
  lines.slice(1).flatMap(({ from, to, text }): Cut[] => (isPartLine(text) ? [{ from, to, kind: 'part-label' }] : []))

function isPartLine(text: string): boolean {
  const line = text.trim()
  if (line === '' || line.length > LONGEST) return false
  if (ALONE.test(line) || ADDRESS.test(line)) return true
  if (!NO_LETTERS.test(line)) return false
  const tokens = line.match(TOKEN) ?? []
  // one or two letters alone may be the last of a key, drawn alike
  const isMore = tokens.length === 0 || tokens.join('').length > 2 || /\d/.test(line)
  return isMore && tokens.every(isWord)
}

const isWord = (token: string): boolean =>
  WORD.test(token) && !MIXED_CASE.test(token) && !(/^\d+$/.test(token) && token.length > LONGEST_NUMBER)

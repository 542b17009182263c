import { markAround } from './around.ts'
import { readGlyphs } from './codes.ts'
import { copyOf, endOf, type Glyphs } from './glyphs.ts'
import { LONG_TEXT, keyAt, keysIn, type Search } from './keys-in.ts'
import { stripLineNumbers } from './line-numbers.ts'
import { foldLookalikes } from './lookalikes.ts'
import { stripMarkup } from './markup.ts'
import type { EditKind, KeyEdit } from './kinds.ts'
import { walkKey, type PlusRule, type Walk } from './walk.ts'

/** Blanks of which each is tried as a lost `+` and as a blank. */
const BLANKS_TO_TRY = 6
/** Glyphs that may be walked over while blanks are tried. */
const MOST_GUESSED = 100_000
/** More copies than anyone pastes. */
const MOST_COPIES = 64

type Reading = { glyphs: Glyphs; search: Search }

export type Found =
  | { kind: 'one'; key: string; edits: KeyEdit[]; guessed: boolean }
  | { kind: 'several' }
  | { kind: 'none'; glyphs: Glyphs; search: Search }

/** Tries the ways to read a pasted text, those that lose nothing first; the first that brings a whole key is kept. */
export function findKey(text: string): Found {
  const readings: Reading[] = []
  for (const glyphs of waysToRead(text)) {
    const search = keysIn(glyphs, null, MOST_COPIES)
    if (search.found.length > 0) return settle(text, glyphs, search.found, null)
    readings.push({ glyphs, search })
  }
  const [first] = readings
  // of a long text only the first is worth it
  for (const { glyphs, search } of text.length > LONG_TEXT ? readings.slice(0, 1) : readings) {
    const found = guess(text, glyphs, search)
    if (found) return found
  }
  return { kind: 'none', ...first! }
}

/** As it is; without the numbers of a listing; with what stands inside tags; unfolded. Only those that differ. */
function* waysToRead(text: string): Generator<Glyphs> {
  const glyphs = readGlyphs(text, false)
  const tagged = stripMarkup(glyphs, true)
  yield glyphs
  if (/\d/.test(text)) {
    const numbered = copyOf(glyphs)
    if (stripLineNumbers(numbered)) yield numbered
  }
  if (tagged) {
    const uncut = readGlyphs(text, false)
    stripMarkup(uncut, false)
    yield uncut
  }
  if (/=\0?\r?\0?\n/.test(text)) {
    const unfolded = readGlyphs(text, true)
    stripMarkup(unfolded, true)
    yield unfolded
    if (stripLineNumbers(unfolded)) yield unfolded
  }
}

/** Lookalike letters first, then blanks as lost `+`: all of them, then any of the first few. */
function guess(text: string, glyphs: Glyphs, before: Search): Found | null {
  const folded = foldLookalikes(glyphs)
  const search = folded ? keysIn(glyphs, null, MOST_COPIES) : before
  if (search.found.length > 0) return settle(text, glyphs, search.found, null)
  if (search.starts.length === 0) return null
  const all = keysIn(glyphs, every, MOST_COPIES)
  if (all.found.length > 0) return settle(text, glyphs, all.found, every)
  let steps = MOST_GUESSED
  for (const start of search.starts) {
    for (let mask = 1; steps > 0 && mask < 1 << BLANKS_TO_TRY; mask++) {
      const rule: PlusRule = (blank) => blank >= BLANKS_TO_TRY || ((mask >> blank) & 1) === 1
      const found = keyAt(glyphs, start, rule)
      steps -= glyphs.length - start
      if (found) return settle(text, glyphs, [found], rule)
    }
  }
  return null
}

/** Kinds of several characters that a program put in at once. */
const ONE_EDIT = new Set<EditKind>(['soft-break', 'mail-break', 'reply-mark'])

const every: PlusRule = () => true

function settle(text: string, glyphs: Glyphs, found: Walk[], plus: PlusRule | null): Found {
  const [first, ...others] = found
  if (!first || others.some(({ key }) => key !== first.key)) return { kind: 'several' }
  const { marks, at } = glyphs
  const written = walkKey(glyphs, first.from, plus, (kind, glyph) => {
    if (kind === 'plus-lost') marks.set(kind, at[glyph]!, endOf(glyphs, glyph))
    else if (ONE_EDIT.has(kind)) marks.extend(kind, at[glyph]!)
    else marks.touch(kind, at[glyph]!)
  })
  marks.add(written.added)
  const from = at[first.from]!
  const to = endOf(glyphs, written.to - 1)
  const end = endOf(glyphs, (others.at(-1) ?? written).to - 1)
  if (end > to) marks.set('repeated', to, end)
  markAround(text, marks, from, end)
  const edits = marks.edits()
  const guessed = edits.some(({ kind }) => kind === 'lookalike' || kind === 'plus-lost')
  return { kind: 'one', key: written.key, edits, guessed }
}

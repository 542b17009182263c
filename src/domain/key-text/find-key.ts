import { markAround } from './around.ts'
import { readGlyphs } from './codes.ts'
import { copyOf, endOf, type Glyphs } from './glyphs.ts'
import { keyAt, keysIn, type Effort, type Search } from './keys-in.ts'
import { stripLineNumbers } from './line-numbers.ts'
import { likelyParts } from './likely-parts.ts'
import { foldLookalikes } from './lookalikes.ts'
import { stripMarkup } from './markup.ts'
import { GUESSED_KINDS, type EditKind, type KeyEdit } from './kinds.ts'
import type { Part } from './source.ts'
import { walkKey, type PlusRule, type Walk } from './walk.ts'

/** Longer texts than any mail. */
const LONG_TEXT = 131_072
/** Glyphs that may be walked over in all the ways to read a text, for each that it has, and for the guesses. */
const WALKS = 6
const GUESSES = 100_000
/** Whole JSON objects that are looked into. */
const MOST_OBJECTS = 512
/** Blanks of which each is tried as a lost `+` and as a blank. */
const BLANKS_TO_TRY = 6

type Reading = { glyphs: Glyphs; search: Search }

export type Found =
  | { kind: 'one'; key: string; edits: KeyEdit[]; guessed: boolean }
  | { kind: 'several' }
  | { kind: 'none'; glyphs: Glyphs; search: Search }

/**
 * Tries the ways to read a pasted text, those that lose nothing first; the first that brings a whole key is kept. A long
 * text is read as a whole in the first way alone, then around what looks like the beginning of a key.
 */
export function findKey(text: string): Found {
  const whole = { from: 0, to: text.length }
  if (text.length <= LONG_TEXT) return findIn(text, whole, upTo(text.length * WALKS + GUESSES))
  const glyphs = readGlyphs(text, whole, false)
  stripMarkup(glyphs, true)
  const search = keysIn(glyphs, null, upTo(text.length))
  if (search.found.length > 0) return settle(text, glyphs, search.found, null)
  const effort = upTo(LONG_TEXT + GUESSES)
  const found = likelyParts(text, search.near && glyphs.at[search.near.from]!)
    .map((part) => findIn(text, part, effort))
    .filter(({ kind }) => kind !== 'none')
  const [first] = found
  if (first === undefined) return { kind: 'none', glyphs, search }
  return found.every((one) => one.kind === 'one' && first.kind === 'one' && one.key === first.key)
    ? first
    : { kind: 'several' }
}

const upTo = (glyphs: number): Effort => ({ glyphs, objects: MOST_OBJECTS })

function findIn(text: string, part: Part, effort: Effort): Found {
  const readings: Reading[] = []
  for (const glyphs of waysToRead(text, part)) {
    const search = keysIn(glyphs, null, effort)
    if (search.found.length > 0) return settle(text, glyphs, search.found, null)
    readings.push({ glyphs, search })
  }
  for (const { glyphs, search } of readings) {
    const found = guess(text, glyphs, search, effort)
    if (found) return found
  }
  return { kind: 'none', ...readings[0]! }
}

/** A code, an escape or the name of an element that a soft break parted. */
const CUT_CODE = /(?:%[\da-f]{0,8}|\\(?:u[\da-f]{0,3}|x[\da-f]?)?|&#?\w{0,8}|<\/?[a-z]{0,15})=\r?\n/i

/**
 * As it is; without the numbers of a listing; with what stands inside tags; unfolded, first where a code is cut. Only
 * those that differ.
 */
function* waysToRead(text: string, part: Part): Generator<Glyphs> {
  const raw = text.slice(part.from, part.to).replaceAll('\0', '')
  const isFolded = /=\r?\n/.test(raw)
  const isCut = isFolded && CUT_CODE.test(raw)
  if (isCut) yield* unfolded(text, part)
  const glyphs = readGlyphs(text, part, false)
  const tagged = stripMarkup(glyphs, true)
  yield glyphs
  if (/\d/.test(raw)) {
    const numbered = copyOf(glyphs)
    if (stripLineNumbers(numbered)) yield numbered
  }
  if (tagged) {
    const uncut = readGlyphs(text, part, false)
    stripMarkup(uncut, false)
    yield uncut
  }
  if (isFolded && !isCut) yield* unfolded(text, part)
}

function* unfolded(text: string, part: Part): Generator<Glyphs> {
  const glyphs = readGlyphs(text, part, true)
  stripMarkup(glyphs, true)
  yield glyphs
  const numbered = copyOf(glyphs)
  if (stripLineNumbers(numbered)) yield numbered
}

/** Lookalike letters first, then blanks as lost `+`: all of them, then any of the first few. */
function guess(text: string, glyphs: Glyphs, before: Search, effort: Effort): Found | null {
  const folded = foldLookalikes(glyphs)
  const search = folded ? keysIn(glyphs, null, effort) : before
  if (search.found.length > 0) return settle(text, glyphs, search.found, null)
  if (search.starts.length === 0) return null
  const all = keysIn(glyphs, every, effort)
  if (all.found.length > 0) return settle(text, glyphs, all.found, every)
  for (const start of search.starts) {
    for (let mask = 1; effort.glyphs > 0 && mask < 1 << BLANKS_TO_TRY; mask++) {
      const rule: PlusRule = (blank) => blank >= BLANKS_TO_TRY || ((mask >> blank) & 1) === 1
      const walk = walkKey(glyphs, start, rule, null)
      effort.glyphs -= walk.steps
      const found = walk.whole ? keyAt(glyphs, start, rule) : null
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
  const guessed = edits.some(({ kind }) => GUESSED_KINDS.has(kind))
  return { kind: 'one', key: written.key, edits, guessed }
}

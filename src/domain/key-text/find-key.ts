import { damageOf } from './damage.ts'
import { type SearchResult, type Whole, chooseResult, chooseMended } from './settle.ts'
import { type Glyphs, glyphEnd } from './glyphs.ts'
import { keyAt, keysIn, type Effort, type Search } from './keys-in.ts'
import { likelyParts } from './likely-parts.ts'
import { mend } from './mending/mend.ts'
import { findEncoded } from './nested/find-encoded.ts'
import { readAsItIs, possibleReadings } from './possible-readings.ts'
import type { SourcePart } from './source.ts'
import { walkKey, type PlusRule } from './walk.ts'
import { latinFor } from './characters.ts'

/** Longer texts than any mail. */
const LONG_TEXT = 131_072
/** Glyphs that may be walked over in all readings of a text, for each of its glyphs, and for the guesses. */
const WALKS = 6
const GUESSES = 100_000
/** Whole JSON objects that are parsed. */
const MOST_OBJECTS = 512
/** Ways to mend that are tried in all. */
const MOST_TRIES = 72
/** Blanks of which each is tried as a lost `+` and as a blank. */
const BLANKS_TO_TRY = 6
/** A key in base64 in base64. */
const MOST_LEVELS = 2

type Reading = { glyphs: Glyphs; search: Search }
/** A part of the text in all its readings, none of which contains a key. */
type Read = { readings: Reading[]; effort: Effort }

/**
 * Tries the readings of a pasted text: those that lose nothing first, then what it holds in base64, then guesses. The
 * first that gives a whole key wins. A long text is read whole in the first reading alone, then around what looks
 * like the beginning of a key.
 */
export function findKey(text: string, level = 0): SearchResult {
  const start = text.length <= LONG_TEXT ? wholly(text) : inParts(text)
  if ('kind' in start) return start
  const found = (level < MOST_LEVELS && findEncoded(text, start.glyphs, (inner) => findKey(inner, level + 1))) || null
  if (found && found.kind !== 'none') return found
  const guesses = start.read.flatMap(({ readings, effort }) => guess(text, readings, effort) ?? [])
  if (guesses.length > 0) return together(guesses)
  return { kind: 'none', damage: damageOf(text, start.glyphs, start.search) ?? found?.damage ?? null }
}

type Start = Reading & { read: Read[] }

function wholly(text: string): Whole | Start {
  const read = readPart(text, { from: 0, to: text.length }, upTo(text.length * WALKS + GUESSES))
  return 'kind' in read ? read : { ...read.readings[0]!, read: [read] }
}

function inParts(text: string): Whole | Start {
  const glyphs = readAsItIs(text)
  const search = keysIn(glyphs, null, upTo(text.length))
  if (search.found.length > 0) return chooseResult(text, glyphs, search.found, null)
  const effort = upTo(LONG_TEXT + GUESSES)
  const parts = likelyParts(text, search.near && glyphs.at[search.near.from]!).map((part) =>
    readPart(text, part, effort),
  )
  const found = parts.flatMap((part) => ('kind' in part ? part : []))
  if (found.length > 0) return together(found)
  return { glyphs, search, read: parts.flatMap((part) => ('kind' in part ? [] : part)) }
}

/** One key in all parts of a text, or several. */
function together(found: readonly Whole[]): Whole {
  const keys = new Set(found.flatMap((one) => (one.kind === 'one' ? one.key : one.keys)))
  return keys.size === 1 ? found[0]! : { kind: 'several', keys: [...keys] }
}

const upTo = (glyphs: number): Effort => ({ glyphs, objects: MOST_OBJECTS, tries: MOST_TRIES })

function readPart(text: string, part: SourcePart, effort: Effort): Whole | Read {
  const readings: Reading[] = []
  for (const glyphs of possibleReadings(text, part)) {
    const search = keysIn(glyphs, null, effort)
    if (search.found.length > 0) return chooseResult(text, glyphs, search.found, null)
    readings.push({ glyphs, search })
  }
  return mended(text, readings, effort, false) ?? { readings, effort }
}

function mended(text: string, readings: readonly Reading[], effort: Effort, guesses: boolean): Whole | null {
  for (const { glyphs, search } of readings) {
    const found = mend(glyphs, search.mendable, effort, guesses)
    if (found.length > 0) return chooseMended(text, found)
  }
  return null
}

function guess(text: string, readings: readonly Reading[], effort: Effort): Whole | null {
  for (const reading of readings) {
    const found = guessLetters(text, reading, effort)
    if (found) return found
  }
  return mended(text, readings, effort, true)
}

/** Lookalike letters first, then blanks as lost `+`: all of them, then any of the first few. */
function guessLetters(text: string, reading: Reading, effort: Effort): Whole | null {
  const { glyphs } = reading
  if (foldLookalikes(glyphs)) {
    reading.search = keysIn(glyphs, null, effort)
    const { found } = reading.search
    if (found.length > 0) return chooseResult(text, glyphs, found, null)
    const folded = mended(text, [reading], effort, false)
    if (folded) return folded
  }
  const { starts } = reading.search
  if (starts.length === 0) return null
  const all = keysIn(glyphs, every, effort)
  if (all.found.length > 0) return chooseResult(text, glyphs, all.found, every)
  for (const start of starts) {
    for (let mask = 1; effort.glyphs > 0 && mask < 1 << BLANKS_TO_TRY; mask++) {
      const rule: PlusRule = (blank) => blank >= BLANKS_TO_TRY || ((mask >> blank) & 1) === 1
      const walk = walkKey(glyphs, start, rule, null)
      effort.glyphs -= walk.steps
      const found = walk.whole ? keyAt(glyphs, start, rule) : null
      if (found) return chooseResult(text, glyphs, [found], rule)
    }
  }
  return null
}

const every: PlusRule = () => true

/** Replaces Cyrillic and Greek letters by the Latin ones that look the same. False where there are none. */
function foldLookalikes(glyphs: Glyphs): boolean {
  let folded = false
  for (let i = 0; i < glyphs.length; i++) {
    const latin = latinFor(glyphs.codes[i]!)
    if (latin === undefined) continue
    glyphs.codes[i] = latin
    glyphs.marks.set('lookalike', glyphs.at[i]!, glyphEnd(glyphs, i))
    folded = true
  }
  return folded
}

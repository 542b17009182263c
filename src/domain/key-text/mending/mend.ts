import type { Glyphs } from '../glyphs.ts'
import { keyAt, type Effort, type Mendable } from '../keys-in.ts'
import type { KeyWalk } from '../walk.ts'
import { viewAround, without, type Cut, type View } from './cuts.ts'
import { endCuts } from './line-end.ts'
import { prefixCuts } from './line-prefix.ts'
import { linesFrom, type Line } from './lines.ts'
import { mayBeLetters, standIns } from './stand-ins.ts'

/** A whole key, in glyphs without the cuts. */
export type Mended = { view: View; cuts: Cut[]; glyphs: Glyphs; key: KeyWalk }

/**
 * Tries again where a key begins but is not whole: without what repeats on every line, at the ends of lines, or between the parts; as a
 * guess, also without characters that no key has. Returns the first key that is found for each beginning.
 */
export function mend(glyphs: Glyphs, mendable: readonly Mendable[], effort: Effort, guesses: boolean): Mended[] {
  return mendable.flatMap(({ from, to }) => {
    const view = viewAround(glyphs, from)
    const found = mendAt(view, view.start + to - from, effort, guesses)
    return found ? [found] : []
  })
}

/** @param failed where the walk ended: what is left out behind it changes nothing. */
function mendAt(view: View, failed: number, effort: Effort, guesses: boolean): Mended | null {
  for (const cuts of possibleCuts(view, failed, guesses)) {
    if (effort.tries-- <= 0) return null
    const found = guesses ? withoutStandIns(view, cuts) : withoutCuts(view, cuts)
    if (found) return found
  }
  return null
}

function withoutCuts(view: View, cuts: Cut[]): Mended | null {
  const { glyphs, start } = without(view, cuts)
  const key = keyAt(glyphs, start, null)
  return key && { view, cuts, glyphs, key }
}

function withoutStandIns(view: View, cuts: Cut[]): Mended | null {
  const left = without(view, cuts)
  const signs = standIns(left.glyphs, left.start)
  if (signs.length === 0) return null
  const { glyphs } = without({ ...left, text: '' }, signs)
  const key = keyAt(glyphs, left.start, null)
  if (!key) return null
  const used = signs.filter((sign) => left.glyphs.at[sign.from]! < glyphs.at[key.to - 1]!)
  if (mayBeLetters(left.glyphs, left.start, key.to + used.length, used)) return null
  const { at } = view.glyphs
  const places = used.map(({ from, kind }): Cut => {
    const place = at.indexOf(left.glyphs.at[from]!)
    return { from: place, to: place + 1, kind }
  })
  return { view, cuts: [...cuts, ...places], glyphs, key }
}

function* possibleCuts(view: View, failed: number, guesses: boolean): Generator<Cut[]> {
  if (guesses) yield []
  yield* lineCuts(view, failed)
}

/** Ways to remove what came with the lines, smallest removal first. */
function* lineCuts({ text, start }: View, failed: number): Generator<Cut[]> {
  const all = linesFrom(text, start)
  if (all.length < 2) return
  const helps = (cuts: readonly Cut[]) => cuts.some((cut) => cut.from <= failed && cut.to > start)
  let isHelped = false
  for (const cuts of prefixAndEndCuts(all, start, [])) {
    if (!helps(cuts)) continue
    isHelped = true
    yield cuts
  }
  // finding the lines between parts costs the most: first those that can help
  const first = partCuts(all.filter(({ from }) => from <= failed))
  if (first.length === 0 && !isHelped) return
  const parts = partCuts(all)
  if (parts.length === 0) return
  if (first.length > 0) yield parts
  const cut = new Set(parts.map(({ from }) => from))
  const others = all.filter(({ from }) => !cut.has(from))
  for (const cuts of prefixAndEndCuts(others, start, parts)) if (helps(cuts)) yield cuts
}

function* prefixAndEndCuts(lines: readonly Line[], start: number, parts: readonly Cut[]): Generator<Cut[]> {
  const prefixes = prefixCuts(lines, start)
  const ends = endCuts(lines, start)
  for (const prefix of prefixes) yield [...parts, ...prefix]
  for (const end of ends) yield [...parts, ...end]
  for (const prefix of prefixes) for (const end of ends) yield [...parts, ...prefix, ...end]
}

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

/** Labels, page numbers, footers and names on lines of their own between the parts of a key. */
const partCuts = (lines: readonly Line[]): Cut[] =>
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

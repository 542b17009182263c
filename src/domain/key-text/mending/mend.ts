import type { Glyphs } from '../glyphs.ts'
import { keyAt, type Effort, type Mendable } from '../keys-in.ts'
import type { KeyWalk } from '../walk.ts'
import { viewAround, without, type Cut, type View } from './cuts.ts'
import { endCuts } from './line-end.ts'
import { prefixCuts } from './line-prefix.ts'
import { linesFrom, type Line } from './lines.ts'
import { partCuts } from './part-lines.ts'
import { mayBeLetters, standIns } from './stand-ins.ts'

/** A whole key, in glyphs without the cuts. */
export type Mended = { view: View; cuts: Cut[]; glyphs: Glyphs; key: KeyWalk }

/**
 * Looks for a key at the beginnings of what was none, without what stands on line after line, at the ends of lines, or
 * between the parts; to guess, without characters that no key has, too. The first that brings a key, for each beginning.
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
  // to tell the lines between parts costs the most: first those that can help
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

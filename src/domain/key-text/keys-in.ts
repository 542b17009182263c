import { isLetter, sextetOf } from './base64.ts'
import { isGap } from './gaps.ts'
import { codeAt, type Glyphs } from './glyphs.ts'
import { placementOf } from './placement.ts'
import { isJsonBlank } from './decoder.ts'
import type { Pen } from './kinds.ts'
import { walkKey, type PlusRule, type KeyWalk } from './walk.ts'
import { readKey } from './whole-key.ts'

/** Glyphs that may be walked over, for each glyph there is: what keeps a text full of false starts linear. */
const WALKS = 2
/** More copies than anyone pastes. */
const MOST_COPIES = 64
/** A walk that spelt out this much JSON was in something like a key. */
const FEW_BYTES = 5
/** A walk that spelt out so much may be mended. */
const LEAST_BYTES = 3
const MOST_MENDABLE = 3

const noPen: Pen = () => {}

export type Search = {
  /** Whole keys, in their order, none inside another. */
  found: KeyWalk[]
  /** The walk that got furthest of those that failed. */
  near: KeyWalk | null
  /** Starts of the first walks that failed late. */
  starts: number[]
  /** Starts of the walks that spelt out the most before they failed, none of them within another. */
  mendable: Mendable[]
}

export type Mendable = { from: number; to: number; bytes: number }

/** What may still be spent on a text in all its readings: glyphs to walk over, JSON objects to parse, repairs to try. */
export type Effort = { glyphs: number; objects: number; tries: number }

/** Looks for keys at every letter that one may begin with. */
export function keysIn(glyphs: Glyphs, plus: PlusRule | null, effort: Effort): Search {
  const search: Search = { found: [], near: null, starts: [], mendable: [] }
  /** How far the JSON of a failed walk was sound: an object that ends before is a member of it. */
  let reach = 0
  /** Behind the last key that was found. */
  let since: number | undefined
  const most = Math.min(effort.glyphs, glyphs.length * WALKS + 1024)
  let budget = most
  for (let i = 0; i < glyphs.length && budget > 0; i++) {
    if (!mayStart(glyphs, i, i === since)) continue
    const walk = walkKey(glyphs, i, plus, null)
    budget -= walk.steps
    if (walk.whole) {
      if (effort.objects-- <= 0) break
      const key = keyAt(glyphs, i, plus, since)
      budget -= walk.steps
      i = walk.to - 1
      if (!key || key.to <= reach) continue
      search.found.push(key)
      since = key.to
      if (search.found.length === MOST_COPIES) break
    } else if (walk.bytes >= LEAST_BYTES || isForeign(glyphs, walk.to)) {
      remember(search.mendable, walk)
      if (walk.bytes < FEW_BYTES) continue
      reach = Math.max(reach, walk.to)
      if (search.starts.length < 3) search.starts.push(i)
      if (search.near === null || walk.bytes > search.near.bytes) search.near = walk
    }
  }
  effort.glyphs -= most - budget
  return search
}

/** Neither a letter nor a gap: a walk that ended there may be mended by a guess. */
const isForeign = (glyphs: Glyphs, at: number): boolean =>
  at < glyphs.length && !isLetter(glyphs.codes[at]!) && !isGap(glyphs, at)

function remember(mendable: Mendable[], { from, to, bytes }: KeyWalk): void {
  let least = 0
  for (let i = 0; i < mendable.length; i++) {
    if (from < mendable[i]!.to) return
    if (mendable[i]!.bytes < mendable[least]!.bytes) least = i
  }
  if (mendable.length === MOST_MENDABLE) {
    if (bytes < mendable[least]!.bytes) return
    mendable.splice(least, 1)
  }
  mendable.push({ from, to, bytes })
}

/** The text of a whole key that begins at glyph `from`; null for anything less, and for a piece of something longer. */
export function keyAt(glyphs: Glyphs, from: number, plus: PlusRule | null, since = 0): KeyWalk | null {
  const walk = walkKey(glyphs, from, plus, noPen)
  if (!walk.whole) return null
  const place = placementOf(glyphs, walk, since)
  if (place === 'inside' || readKey(walk.key).decodes !== 'key') return null
  return place === 'doubtful' ? { ...walk, doubtful: true } : walk
}

/**
 * `{` begins with an `e`, white space before it with `I`, `C` or `D`; a capital counts only after no letter, or after
 * another copy.
 */
function mayStart(glyphs: Glyphs, at: number, isBehindKey: boolean): boolean {
  const code = glyphs.codes[at]!
  if (code !== 0x65) {
    if (code !== 0x45 && code !== 0x49 && code !== 0x43 && code !== 0x44) return false
    if (!isBehindKey && sextetOf(codeAt(glyphs, at - 1)) < 64) return false
  }
  // the end of a word, such as `key: …`: a key that lost its beginning must not borrow another there
  if (
    !isBehindKey &&
    isLetter(codeAt(glyphs, at - 1)) &&
    !(isLetter(codeAt(glyphs, at + 1)) && isLetter(codeAt(glyphs, at + 2)))
  )
    return false
  let next = at + 1
  while (next < at + 4 && sextetOf(codeAt(glyphs, next)) > 63) next++
  const second = sextetOf(codeAt(glyphs, next))
  if (second > 63) return true
  const byte = ((code === 0x45 ? 30 : sextetOf(code)) << 2) | (second >> 4)
  return byte === 0x7b || isJsonBlank(byte)
}

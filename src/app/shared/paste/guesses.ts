import { GUESSED_KINDS, type KeyInspection } from '#domain/key.ts'
import { segmentsOf } from './highlighted-text.ts'

/** One guessed range: where it is in the text, and what surrounds it in the key. */
export type Guess = { at: number; before: string; after: string; left: string; right: string }

/** As many as a person compares. */
const MOST_GUESSES = 12
const AROUND = 6
/** How many unchanged characters are needed to find the place in the key. */
const ANCHOR = 12

/** Where the text had something else than the key now has, by a guess, and what that was. */
export function guessesOf(text: string, { key, edits }: Pick<KeyInspection, 'key' | 'edits'>): Guess[] {
  if (key === null) return []
  const starts = new Set(
    edits.filter(({ kind }) => GUESSED_KINDS.has(kind)).flatMap(({ ranges }) => ranges.map(([from]) => from)),
  )
  const segments = segmentsOf(text.length, edits)
  const guesses: Guess[] = []
  let at = 0
  for (const [place, { from, to, fate }] of segments.entries()) {
    if (fate === 'unchanged') at += to - from
    if (fate !== 'repaired') continue
    const written = text.slice(from, to)
    const next = segments.slice(place + 1).find((segment) => segment.fate === 'unchanged')
    const anchor = next ? text.slice(next.from, Math.min(next.to, next.from + ANCHOR)) : ''
    const end = anchor === '' ? key.length : key.indexOf(anchor, at)
    if (end < at) break
    // neighbours that were guessed are one stretch
    if (isGuessed(starts, from, to)) {
      guesses.push({
        at: from,
        before: written,
        after: key.slice(at, end),
        left: key.slice(Math.max(0, at - AROUND), at),
        right: key.slice(end, end + AROUND),
      })
    }
    at = end
    if (guesses.length === MOST_GUESSES) break
  }
  return guesses
}

function isGuessed(starts: ReadonlySet<number>, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (starts.has(at)) return true
  return false
}

import type { EditKind, KeyEdit } from '../kinds.ts'

/** Each character stands for one of the key. */
const LETTERS = new Set<EditKind>(['base64url', 'full-width', 'first-letter', 'lookalike', 'plus-lost'])
/** Each code stands for one character, or for none. */
const CODES = new Set<EditKind>([
  'html-entity',
  'percent-code',
  'quoted-printable-code',
  'escape',
  'full-width',
  'lookalike',
])

type Range = { kind: EditKind; from: number; to: number }

/** Why the edits cannot be right for this text and key; null where they explain it. */
export function unexplained(pasted: string, key: string, edits: KeyEdit[]): string | null {
  const ranges = edits.flatMap(({ kind, ranges: places }) => places.map(([from, to]): Range => ({ kind, from, to })))
  return wrongShape(pasted, edits, ranges) ?? wrongText(pasted, key, ranges)
}

function wrongShape(pasted: string, edits: KeyEdit[], ranges: Range[]): string | null {
  for (const { kind, count, ranges: places } of edits) {
    if (count < 1 || places.length === 0) return `${kind}: ${count} at ${places.length} places`
    if (places.some(([from], i) => i > 0 && from <= (places[i - 1]?.[1] ?? 0))) return `${kind}: ranges touch`
  }
  const firsts = edits.map(({ ranges: places }) => places[0]?.[0] ?? 0)
  if (firsts.some((first, i) => i > 0 && first < (firsts[i - 1] ?? 0))) return 'kinds out of order'
  const odd = ranges.find(({ kind, from, to }) => from < 0 || to > pasted.length || (from >= to && kind !== 'padding'))
  return odd ? `${odd.kind}: [${odd.from}, ${odd.to})` : null
}

/** What no edit touches must be found in the key, in order, with nothing else between but what was mended or added. */
function wrongText(pasted: string, key: string, ranges: Range[]): string | null {
  let at = 0
  /** How far the key may have been read. */
  let places = [0]
  for (const { kind, from, to } of ranges.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    if (from < at) return `${kind} at ${from} covers another edit`
    const kept = pasted.slice(at, from)
    places = places.filter((place) => key.startsWith(kept, place)).map((place) => place + kept.length)
    if (places.length === 0) return `${JSON.stringify(kept)} is kept before ${from}, but not in the key`
    const exact = LETTERS.has(kind)
    const coded = CODES.has(kind) && !(exact && to - from === 1)
    // a long run of codes could stand for anything
    if (places.length > 60 || (coded && to - from > 60)) return null
    const least = exact && !coded ? to - from : 0
    const most = exact || coded ? to - from : kind === 'padding' ? 2 : 0
    const lengths = Array.from({ length: most - least + 1 }, (_, i) => least + i)
    places = [...new Set(places.flatMap((place) => lengths.map((length) => place + length)))]
    at = to
  }
  const rest = pasted.slice(at)
  return places.some((place) => key.slice(place) === rest) ? null : 'the key goes on'
}

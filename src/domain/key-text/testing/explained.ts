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

/** Places, first and last, at which the key may go on. */
type Span = [first: number, last: number]

/** What no edit touches must be found in the key, in order, with nothing else between but what was mended or added. */
function wrongText(pasted: string, key: string, ranges: Range[]): string | null {
  let at = 0
  let spans: Span[] = [[0, 0]]
  for (const { kind, from, to } of ranges.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    if (from < at) return `${kind} at ${from} covers another edit`
    const remaining = pasted.slice(at, from)
    spans = placesAfter(remaining, key, spans)
    if (spans.length === 0) return `${JSON.stringify(remaining)} is kept before ${from}, but not in the key`
    const exact = LETTERS.has(kind)
    const coded = CODES.has(kind) && !(exact && to - from === 1)
    // a long run of codes could stand for anything
    if (spans.length > 60 || (coded && to - from > 60)) return null
    const least = exact && !coded ? to - from : 0
    const most = exact || coded ? to - from : kind === 'padding' ? 2 : 0
    spans = joined(spans.map(([first, last]): Span => [first + least, last + most]))
    at = to
  }
  const ends = placesAfter(pasted.slice(at), key, spans)
  return ends.some(([first, last]) => first <= key.length && key.length <= last) ? null : 'the key goes on'
}

function placesAfter(remaining: string, key: string, spans: Span[]): Span[] {
  if (remaining === '') return spans
  const found: Span[] = []
  for (const [first, last] of spans) {
    const part = key.slice(first, last + remaining.length)
    for (let at = part.indexOf(remaining); at >= 0; at = part.indexOf(remaining, at + 1)) {
      const end = first + at + remaining.length
      found.push([end, end])
    }
  }
  return joined(found)
}

/** Spans that touch are one, so that there are never more of them than places in the key. */
function joined(spans: Span[]): Span[] {
  const all: Span[] = []
  for (const [first, last] of spans) {
    const before = all.at(-1)
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else all.push([first, last])
  }
  return all
}

import type { EditKind, KeyEdit } from '#domain/key.ts'

/** What happened to a stretch of the pasted text. `added` stands where something was put in. */
export type Fate = 'unchanged' | 'removed' | 'repaired' | 'added'
export type Segment = { from: number; to: number; fate: Fate }

/** More places than a person looks at; past them the rest is shown as one length. */
const MOST_SEGMENTS = 400

const FATE: Record<EditKind, 'removed' | 'repaired'> = {
  blank: 'removed',
  'line-break': 'removed',
  'soft-break': 'removed',
  'mail-break': 'removed',
  'unicode-space': 'removed',
  'zero-width': 'removed',
  quote: 'removed',
  label: 'removed',
  'text-before': 'removed',
  'text-after': 'removed',
  'reply-mark': 'removed',
  'line-number': 'removed',
  armour: 'removed',
  'html-tag': 'removed',
  'html-entity': 'repaired',
  'percent-code': 'repaired',
  'quoted-printable-code': 'repaired',
  escape: 'removed',
  separator: 'removed',
  base64url: 'repaired',
  padding: 'repaired',
  'full-width': 'repaired',
  'first-letter': 'repaired',
  repeated: 'removed',
  'utf-16': 'removed',
  lookalike: 'repaired',
  'plus-lost': 'repaired',
  'terminal-code': 'removed',
  'line-prefix': 'removed',
  'line-end': 'removed',
  hyphen: 'removed',
  'part-label': 'removed',
  'stand-in': 'removed',
  'rtf-code': 'removed',
  'encoded-again': 'repaired',
  'mail-encoding': 'repaired',
  'decoded-json': 'repaired',
}

/** Cuts a pasted text where its edits begin and end; neighbours with the same fate are one segment. */
export function segmentsOf(length: number, edits: readonly KeyEdit[]): Segment[] {
  const touched = edits
    // each kind's ranges ascend, so no later one can be among the first that are shown
    .flatMap(({ kind, ranges }) =>
      ranges
        .slice(0, MOST_SEGMENTS)
        .map(([from, to]): Segment => ({ from, to, fate: from === to ? 'added' : FATE[kind] })),
    )
    .toSorted((a, b) => a.from - b.from || a.to - b.to)

  const segments: Segment[] = []
  let at = 0
  const add = (segment: Segment) => {
    const last = segments.at(-1)
    if (last && last.fate === segment.fate && last.to === segment.from) last.to = segment.to
    else segments.push(segment)
  }
  for (const { from, to, fate } of touched) {
    const start = Math.max(from, at)
    if (start > at) add({ from: at, to: start, fate: 'unchanged' })
    if (to > start || fate === 'added') add({ from: start, to: Math.max(to, start), fate })
    at = Math.max(at, to)
    if (segments.length >= MOST_SEGMENTS) return segments
  }
  if (at < length) add({ from: at, to: length, fate: 'unchanged' })
  return segments
}

import { glyphEnd, type Glyphs, toText } from '../glyphs.ts'
import type { EditKind } from '../kinds.ts'

/** [from, to) of a view's text, to be left out. */
export type Cut = { from: number; to: number; kind: EditKind }

/** A stretch of glyphs around something that may be the beginning of a key, with its text for regular expressions. */
export type View = { glyphs: Glyphs; text: string; start: number }

const BEFORE = 512
const BEHIND = 12_288

export function viewAround({ codes, at, length, marks }: Glyphs, start: number): View {
  const from = Math.max(0, start - BEFORE)
  const to = Math.min(length, start + BEHIND)
  const view = { codes: codes.subarray(from, to), at: at.subarray(from, to), length: to - from, marks }
  return { glyphs: view, text: toText(view.codes), start: start - from }
}

/** Without what is cut; nothing is marked yet, because most attempts fail. */
export function without({ glyphs, start }: View, cuts: readonly Cut[]): { glyphs: Glyphs; start: number } {
  const { codes, at, length, marks } = glyphs
  const left: Glyphs = { codes: new Uint16Array(length), at: new Uint32Array(length), length: 0, marks }
  let begin = start
  let from = 0
  const keep = (to: number) => {
    if (to <= from) return
    left.codes.set(codes.subarray(from, to), left.length)
    left.at.set(at.subarray(from, to), left.length)
    left.length += to - from
  }
  for (const cut of cuts.toSorted((a, b) => a.from - b.from)) {
    keep(cut.from)
    if (cut.to > from && cut.from < start) begin -= Math.min(cut.to, start) - Math.max(cut.from, from)
    from = Math.max(from, cut.to)
  }
  keep(length)
  return { glyphs: left, start: begin }
}

/** Marks the cuts that brought a key; those behind its end changed nothing, and are text like any other. */
export function markCuts({ glyphs }: View, cuts: readonly Cut[], end: number): void {
  for (const cut of cuts)
    if (glyphs.at[cut.from]! < end) glyphs.marks.set(cut.kind, glyphs.at[cut.from]!, glyphEnd(glyphs, cut.to - 1))
}

import { isPunctuation, markPunctuation } from './around.ts'
import { isBlank, isBreak, isInvisible, isUnicodeBreak, isUnicodeSpace } from './characters.ts'
import type { KeyEdit } from './kinds.ts'
import { Marks } from './marks.ts'
import type { SourcePart } from './source.ts'

/** Where a text begins and ends, but for the blanks and invisible characters around it. */
export function trimmedPart(pasted: string): SourcePart {
  let from = 0
  let to = pasted.length
  while (from < to && isNothing(pasted.charCodeAt(from))) from++
  while (to > from && isNothing(pasted.charCodeAt(to - 1))) to--
  return { from, to }
}

/** What goes with all but that part. */
export function trimmingEdits(pasted: string, { from, to }: SourcePart): KeyEdit[] {
  if (from === 0 && to === pasted.length) return []
  const marks = new Marks(pasted.length)
  for (const [begin, end] of [
    [0, from],
    [to, pasted.length],
  ] as const) {
    if (isPunctuation(pasted, marks, begin, end)) markPunctuation(pasted, marks, begin, end)
  }
  return marks.edits()
}

const isNothing = (code: number): boolean =>
  isBlank(code) || isBreak(code) || isUnicodeSpace(code) || isUnicodeBreak(code) || isInvisible(code)

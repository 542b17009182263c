import { isBare } from './around.ts'
import { isBlank, isBreak, isInvisible, isUnicodeBreak, isUnicodeSpace } from './characters.ts'
import type { KeyEdit } from './kinds.ts'
import { Marks } from './marks.ts'

/** A text without the blanks and invisible characters at its ends, and what went. */
export function trimmingOf(pasted: string): { text: string; edits: KeyEdit[] } {
  let from = 0
  let to = pasted.length
  while (from < to && isNothing(pasted, from)) from++
  while (to > from && isNothing(pasted, to - 1)) to--
  if (from === 0 && to === pasted.length) return { text: pasted, edits: [] }
  const marks = new Marks(pasted.length)
  isBare(pasted, marks, 0, from)
  isBare(pasted, marks, to, pasted.length)
  return { text: pasted.slice(from, to), edits: marks.edits() }
}

const isNothing = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return isBlank(code) || isBreak(code) || isUnicodeSpace(code) || isUnicodeBreak(code) || isInvisible(code)
}

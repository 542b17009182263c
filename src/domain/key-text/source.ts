import { CR, EQUALS, GREATER_THAN, LESS_THAN, LF } from './characters.ts'
import type { Marks } from './marks.ts'
import { toText } from './glyphs.ts'

/** [from, to) of a text. */
export type SourcePart = { from: number; to: number }

/** A part of the pasted text before anything in it is decoded. `at` is null where nothing was left out. */
export type SourceText = { text: string; at: Uint32Array | null }

/**
 * Leaves out the zero bytes of a UTF-16 file that was read byte by byte and, to `unfold`, quoted-printable's soft
 * breaks, which may fall inside a tag or a percent code.
 */
export function sourceOf(pasted: string, { from, to }: SourcePart, marks: Marks, unfold: boolean): SourceText {
  const text = pasted.slice(from, to)
  if (!unfold && !text.includes('\0')) return { text, at: null }
  const codes = new Uint16Array(text.length)
  const at = new Uint32Array(text.length)
  let length = 0
  const isMarked = from === 0 && /^(?:ÿþ|þÿ|\ufffd\ufffd)/.test(text)
  if (isMarked) marks.set('utf-16', 0, 2)
  const start = isMarked ? 2 : 0
  let lineStart = start
  /** A sign before that cannot fold another line. */
  let unfoldedTo = 0
  /** A `<` stands open in this line, soft breaks apart: the next `>` may close a tag. */
  let inTag = false
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0) {
      marks.touch('utf-16', from + i)
      continue
    }
    codes[length] = code
    at[length++] = from + i
    if (code > GREATER_THAN || !unfold) continue
    if (code === LESS_THAN || code === GREATER_THAN) inTag = code === LESS_THAN
    if (code !== LF) continue
    const equalsSign = length - (codes[length - 2] === CR ? 3 : 2)
    if (equalsSign < 0 || codes[equalsSign] !== EQUALS || at[equalsSign]! < from + unfoldedTo) {
      lineStart = i + 1
      inTag = false
      continue
    }
    marks.set('soft-break', at[equalsSign]!, from + i + 1)
    length = equalsSign
    const end = inTag ? afterSame(text, i + 1, marksAt(text, lineStart)) : i + 1 + marksAt(text, i + 1).length
    marks.set('reply-mark', from + i + 1, from + end)
    unfoldedTo = end
    i = end - 1
  }
  return { text: toText(codes.subarray(0, length)), at }
}

/** The reply marks that a line begins with. */
function marksAt(text: string, at: number): string {
  const first = text.charCodeAt(at)
  if (first !== GREATER_THAN && first !== 0x7c && first !== 0) return ''
  const line = /[\0>|]*[>|][\0 >|]*/y
  line.lastIndex = at
  return line.exec(text)?.[0] ?? ''
}

/** Behind the same marks again, or the outer of them, if the line was folded between two replies. */
function afterSame(text: string, from: number, expected: string): number {
  let at = from
  let end = from
  for (const mark of expected.replaceAll('\0', '')) {
    while (text[at] === '\0') at++
    if (text[at++] !== mark) return end
    if (mark === ' ') end = at
  }
  return at
}

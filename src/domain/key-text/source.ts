import { CR, LF } from './characters.ts'
import type { Marks } from './marks.ts'
import { toText } from './to-text.ts'

const EQUALS = 0x3d
const OPEN = 0x3c
const CLOSE = 0x3e

/** The pasted text before anything in it is decoded. `at` is null where nothing was left out. */
type Source = { text: string; at: Uint32Array | null }

/**
 * Leaves out the zero bytes of a UTF-16 file that was read byte by byte and, to `unfold`, quoted-printable's soft
 * breaks, which may fall inside a tag or a percent code.
 */
export function sourceOf(pasted: string, marks: Marks, unfold: boolean): Source {
  if (!unfold && !pasted.includes('\0')) return { text: pasted, at: null }
  const codes = new Uint16Array(pasted.length)
  const at = new Uint32Array(pasted.length)
  let length = 0
  const isMarked = /^(?:ÿþ|þÿ|\ufffd\ufffd)/.test(pasted)
  if (isMarked) marks.set('utf-16', 0, 2)
  const start = isMarked ? 2 : 0
  let lineStart = start
  /** A `<` stands open in this line, soft breaks apart: the next `>` may close a tag. */
  let inTag = false
  for (let i = start; i < pasted.length; i++) {
    const code = pasted.charCodeAt(i)
    if (code === 0) {
      marks.touch('utf-16', i)
      continue
    }
    codes[length] = code
    at[length++] = i
    if (code === OPEN || code === CLOSE) inTag = code === OPEN
    if (!unfold || code !== LF) continue
    const sign = length - (codes[length - 2] === CR ? 3 : 2)
    if (sign < 0 || codes[sign] !== EQUALS) {
      lineStart = i + 1
      inTag = false
      continue
    }
    marks.set('soft-break', at[sign]!, i + 1)
    length = sign
    const end = inTag ? afterSame(pasted, i + 1, marksAt(pasted, lineStart)) : i + 1 + marksAt(pasted, i + 1).length
    marks.set('reply-mark', i + 1, end)
    i = end - 1
  }
  return { text: toText(codes.subarray(0, length)), at }
}

/** The reply marks that a line begins with. */
function marksAt(text: string, at: number): string {
  const line = /[\0>|]*[>|][\0 >|]*/y
  line.lastIndex = at
  return line.exec(text)?.[0] ?? ''
}

/** Behind the same marks again, if they stand there. */
function afterSame(text: string, from: number, expected: string): number {
  let at = from
  for (const mark of expected.replaceAll('\0', '')) {
    while (text[at] === '\0') at++
    if (text[at++] !== mark) return from
  }
  return at
}

import { CR, LF } from './characters.ts'
import type { Marks } from './marks.ts'
import { toText } from './to-text.ts'

const EQUALS = 0x3d

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
  for (let i = isMarked ? 2 : 0; i < pasted.length; i++) {
    const code = pasted.charCodeAt(i)
    if (code === 0) {
      marks.touch('utf-16', i)
      continue
    }
    codes[length] = code
    at[length++] = i
    if (!unfold || code !== LF) continue
    const sign = length - (codes[length - 2] === CR ? 3 : 2)
    if (sign < 0 || codes[sign] !== EQUALS) continue
    marks.set('soft-break', at[sign]!, i + 1)
    length = sign
    // the next line of a reply begins with marks
    const line = /[\0>|]*[>|][\0 >|]*/y
    line.lastIndex = i + 1
    if (!line.test(pasted)) continue
    marks.set('reply-mark', i + 1, line.lastIndex)
    i = line.lastIndex - 1
  }
  return { text: toText(codes.subarray(0, length)), at }
}

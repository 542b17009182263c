import { EQUALS, EXCLAMATION, isBlank, isBreak } from './characters.ts'
import { isGap, kindOfGap, staysInMargin } from './gaps.ts'
import { codeAt, type Glyphs } from './glyphs.ts'
import type { Pen } from './kinds.ts'

type Sign = { at: number; coded: boolean }

/**
 * Takes in the `=` that end a key: plain, wrapped, or as quoted-printable's `=3D`. Where one is coded, a bare `=` is
 * quoted-printable's soft break.
 */
export function paddingAfter(
  glyphs: Glyphs,
  from: number,
  due: number,
  pen: Pen | null,
): { to: number; found: number } {
  const equalsSigns: Sign[] = []
  let end = from
  if (due === 0) return { to: from, found: 0 }
  let inMargin = false
  for (let i = from; i < from + 64; i++) {
    const code = codeAt(glyphs, i)
    inMargin = staysInMargin(code, inMargin)
    if (code === EQUALS) {
      const coded = codeAt(glyphs, i + 1) === 0x33 && (codeAt(glyphs, i + 2) | 0x20) === 0x64
      equalsSigns.push({ at: i, coded })
      if (coded) i += 2
      end = i + 1
    } else if (!isBlank(code) && !isBreak(code) && !inMargin && !(code === EXCLAMATION && isGap(glyphs, i))) break
  }
  const anyCoded = equalsSigns.some(({ coded }) => coded)
  const pads = withoutSoftBreaks(
    glyphs,
    equalsSigns.filter(({ coded }) => coded === anyCoded),
    due,
  ).slice(0, due)
  const last = pads.at(-1)
  if (!last) return { to: from, found: 0 }
  end = Math.min(end, last.at + (last.coded ? 3 : 1))
  if (pen) markPadding(glyphs, from, end, new Map(pads.map(({ at, coded }) => [at, coded])), pen)
  return { to: end, found: pads.length }
}

/** Of a few signs more than are due, those at the end of a line folded it; many are a rule. */
function withoutSoftBreaks(glyphs: Glyphs, equalsSigns: Sign[], due: number): Sign[] {
  const others = equalsSigns.filter(({ at }, i) => i === equalsSigns.length - 1 || !endsLine(glyphs, at))
  return others.length === due ? others : equalsSigns
}

/** In the text itself: what a tag began folded nothing. */
const endsLine = ({ codes, length, at, marks }: Glyphs, equalsSign: number): boolean =>
  equalsSign + 1 < length && isBreak(codes[equalsSign + 1]!) && !marks.has(at[equalsSign + 1]!)

function markPadding(glyphs: Glyphs, from: number, to: number, pads: Map<number, boolean>, pen: Pen): void {
  let inMargin = false
  /** Behind the last of them: it folds no line. */
  let begin = from
  for (let i = from; i < to; i++) {
    const coded = pads.get(i)
    inMargin = staysInMargin(glyphs.codes[i]!, inMargin)
    if (coded) {
      glyphs.marks.set('quoted-printable-code', glyphs.at[i]!, glyphs.at[i + 2]! + 1)
      i += 2
    } else if (coded === undefined) {
      const code = glyphs.codes[i]!
      pen(code === EQUALS ? 'soft-break' : kindOfGap(glyphs, i, begin, inMargin), i)
    } else begin = i + 1
  }
}

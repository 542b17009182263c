import { isBlank, isBreak } from './characters.ts'
import { codeAt, type Glyphs } from './glyphs.ts'
import type { Pen } from './walk.ts'

const EQUALS = 0x3d

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
  const signs: { at: number; coded: boolean }[] = []
  let end = from
  if (due === 0) return { to: from, found: 0 }
  for (let i = from; i < from + 64; i++) {
    const code = codeAt(glyphs, i)
    if (code === EQUALS) {
      const coded = codeAt(glyphs, i + 1) === 0x33 && (codeAt(glyphs, i + 2) | 0x20) === 0x64
      signs.push({ at: i, coded })
      if (coded) i += 2
      end = i + 1
    } else if (!isBlank(code) && !isBreak(code)) break
  }
  const anyCoded = signs.some(({ coded }) => coded)
  const pads = signs.filter(({ coded }) => coded === anyCoded).slice(0, due)
  const last = pads.at(-1)
  if (!last) return { to: from, found: 0 }
  end = Math.min(end, last.at + (last.coded ? 3 : 1))
  if (pen) markPadding(glyphs, from, end, new Map(pads.map(({ at, coded }) => [at, coded])), pen)
  return { to: end, found: pads.length }
}

function markPadding(glyphs: Glyphs, from: number, to: number, pads: Map<number, boolean>, pen: Pen): void {
  for (let i = from; i < to; i++) {
    const coded = pads.get(i)
    if (coded) {
      glyphs.marks.set('quoted-printable-code', glyphs.at[i]!, glyphs.at[i + 2]! + 1)
      i += 2
    } else if (coded === undefined) {
      const code = glyphs.codes[i]!
      pen(code === EQUALS ? 'soft-break' : isBreak(code) ? 'line-break' : 'blank', i)
    }
  }
}

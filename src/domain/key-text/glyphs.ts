import type { Marks } from './marks.ts'

/** Where a character was taken out without closing the gap. */
export const GONE = 0

/** The characters that are left of a pasted text, each with the place it came from. */
export type Glyphs = {
  codes: Uint16Array
  at: Uint32Array
  length: number
  marks: Marks
}

/** Where glyph `index` ends in the pasted text: after the whole of a code that stood for it. */
export const glyphEnd = ({ at, marks }: Glyphs, index: number): number => marks.endFrom(at[index]!)

export const copyOf = (glyphs: Glyphs): Glyphs => ({
  ...glyphs,
  codes: glyphs.codes.slice(),
  marks: glyphs.marks.copy(),
})

export const codeAt = (glyphs: Glyphs, index: number): number =>
  index < glyphs.length && index >= 0 ? glyphs.codes[index]! : GONE

const CHUNK = 8192

/** In pieces, because arguments are counted; by `Reflect.apply`, because spreading a typed array is ten times slower. */
export function toText(codes: number[] | Uint16Array): string {
  if (codes.length <= CHUNK) return Reflect.apply(String.fromCharCode, null, codes)
  let text = ''
  for (let at = 0; at < codes.length; at += CHUNK) text += toText(codes.slice(at, at + CHUNK))
  return text
}

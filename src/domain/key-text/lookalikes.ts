import { latinFor } from './characters.ts'
import { glyphEnd, type Glyphs } from './glyphs.ts'

/** Replaces Cyrillic and Greek letters by the Latin ones that look the same. False where there are none. */
export function foldLookalikes(glyphs: Glyphs): boolean {
  let folded = false
  for (let i = 0; i < glyphs.length; i++) {
    const latin = latinFor(glyphs.codes[i]!)
    if (latin === undefined) continue
    glyphs.codes[i] = latin
    glyphs.marks.set('lookalike', glyphs.at[i]!, glyphEnd(glyphs, i))
    folded = true
  }
  return folded
}

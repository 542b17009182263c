import { latinFor } from './characters.ts'
import { glyphEnd, type Glyphs } from './glyphs.ts'

/** Puts Latin letters for the Cyrillic and Greek ones that look the same. False where there are none. */
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

/** Emoji and the scripts of East Asia take two columns of a terminal (Unicode Standard Annex 11). */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60]/u
const NO_WIDTH = /\p{M}/u

const widthOf = (character: string): number => (NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1)

/** As much of `text` as fits into `columns`, with an ellipsis in place of the rest. */
export function fitToWidth(text: string, columns: number): string {
  let width = 0
  let kept = ''
  let keptWithEllipsis = ''
  for (const character of text) {
    width += widthOf(character)
    if (width > columns) return columns < 1 ? '' : `${keptWithEllipsis}…`
    kept += character
    if (width < columns) keptWithEllipsis = kept
  }
  return text
}

/** Lines of at most `columns`, broken between words; a word that is longer stays whole. */
export function wrapToWidth(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && longer.length > columns) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

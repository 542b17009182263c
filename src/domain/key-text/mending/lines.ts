/** [from, to) of a line, its break left out. */
export type Line = { from: number; to: number; text: string }

/** More lines than a key has. */
const MOST_LINES = 600

/** The line that holds `start`, and those behind it. */
export function linesFrom(text: string, start: number): Line[] {
  const lines: Line[] = []
  let from = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1
  if (start === 0) from = 0
  const breaks = /\r\n?|\n|$/g
  while (lines.length < MOST_LINES && from <= text.length) {
    breaks.lastIndex = from
    const end = breaks.exec(text)
    if (end === null) break
    lines.push({ from, to: end.index, text: text.slice(from, end.index) })
    if (end[0] === '') break
    from = end.index + end[0].length
  }
  return lines
}

import type { EditKind } from '../kinds.ts'
import type { Cut } from './cuts.ts'
import type { Line } from './lines.ts'
import { shapeOf } from './shape.ts'

const LONGEST = 80
/** Marks of an omission: without them, the text would be another key. */
const LEFT_OUT = /…|\.{2}|[•●∙⦁○◦⚫█▪■·]|\*{2}/
/** The hyphens there are, and the signs that show an optional one. */
const HYPHEN = /[-\u2010-\u2013¬][ \t]*$/
const LETTER_MARK = /[-+/_][ \t]*$/
/** Single ones that are tried one by one. */
const MOST_SINGLE = 6

/** What lines of a block end with: marks of a continued line, a border on the right, a hyphen. Each is one guess at it. */
export function endCuts(lines: readonly Line[], start: number): Cut[][] {
  const [first] = lines
  if (!first || lines.length < 2) return []
  const found: Cut[][] = []
  const add = (cuts: Cut[]) => {
    if (cuts.length > 0) found.push(cuts)
  }
  const hyphens = lines.slice(0, -1).flatMap((line) => endOf(line, HYPHEN, 'hyphen'))
  add(hyphens)
  add(sharedEnds(lines, first, start))
  const mark = LETTER_MARK.exec(first.text)?.[0]
  if (mark !== undefined) add(whileSame(lines, mark.trim()))
  if (hyphens.length > 1 && hyphens.length <= MOST_SINGLE) for (const hyphen of hyphens) add([hyphen])
  return found
}

/** What follows the longest word of the first line, if all lines end with the same. */
function sharedEnds(lines: readonly Line[], first: Line, start: number): Cut[] {
  const rest = first.text.slice(start - first.from)
  let word = { to: 0, length: 0 }
  for (const { 0: letters, index } of rest.matchAll(/[\w+/-]+/g))
    if (letters.length > word.length) word = { to: index + letters.length, length: letters.length }
  const end = rest.slice(word.to)
  // as chat makes bold letters: `**` on either side
  const isMirrored = first.text
    .slice(0, start - first.from)
    .trim()
    .endsWith(end.trim())
  if (end.trim() === '' || end.length > LONGEST || (LEFT_OUT.test(end) && !isMirrored)) return []
  const shape = new RegExp(`${shapeOf(end.trimEnd())}[ \\t]*$`)
  const cuts: Cut[] = []
  for (const line of lines) {
    const cut = endOf(line, shape, 'line-end')
    if (cut.length === 0 && line.text.trim() !== '' && cuts.length > 0) break
    cuts.push(...cut)
  }
  // words behind the key's own letters are an end only where they come again
  return cuts.length > 1 || !/[\p{L}\d_]/u.test(end) ? cuts : []
}

function whileSame(lines: readonly Line[], mark: string): Cut[] {
  const cuts: Cut[] = []
  for (const { from, text } of lines) {
    const length = text.trimEnd().length
    if (!text.slice(0, length).endsWith(mark)) break
    cuts.push({ from: from + length - mark.length, to: from + length, kind: 'line-end' })
  }
  return cuts
}

function endOf({ from, text }: Line, shape: RegExp, kind: EditKind): Cut[] {
  const found = shape.exec(text)
  return found && found[0] !== '' ? [{ from: from + found.index, to: from + text.length, kind }] : []
}

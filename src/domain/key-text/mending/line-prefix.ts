import type { Cut } from './cuts.ts'
import type { Line } from './lines.ts'
import { shapeOf } from './shape.ts'

const LONGEST = 160
/** Marks of a diff, a list, a comment or a border, never letters or digits of a key. */
const SIGNS = /^[^A-Za-z\d]*/
/** Could only be a piece of a key, or several with blanks between them. */
const LETTERS = /^[\w+/= \t-]*$/
const LAST_WORD = /[\w+/-]+={0,2}[^\w+/=-]{0,4}$/

/**
 * What every line of a block begins with: as the first line begins before the key, as all lines begin, or as the next
 * line begins before its last word. Each is a guess; only a key that is whole without it proves it right.
 */
export function prefixCuts([first, ...others]: readonly Line[], start: number): Cut[][] {
  const second = others.find(({ text }) => text.trim() !== '')
  if (!first || !second) return []
  const own = first.text.slice(0, start - first.from)
  const found: Cut[][] = []
  const add = (shape: string, least: number) => {
    const cuts = cutsOf(others, new RegExp(`^${shape}`), /^(?:\\[+/-]|_)+$/.test(shape))
    if (cuts.length >= least && !found.some((one) => isSame(one, cuts))) found.push(cuts)
  }
  if (own.trim() !== '' && own.length <= LONGEST) {
    add(shapeOf(own), 1)
    found[0]?.unshift({ from: first.from, to: start, kind: 'line-prefix' })
  }
  const signs = sharedSigns(first.text, second.text)
  if (signs.trim() !== '' && signs !== own) add(shapeOf(signs), 1)
  const before = second.text.slice(0, LAST_WORD.exec(second.text)?.index ?? 0)
  if (before.trim() !== '' && before.length <= LONGEST) {
    const shape = shapeOf(before)
    // a key that is written in groups of letters must not lose some of them
    const least =
      LETTERS.test(before) || !new RegExp(`^${shape.replace(/(?:\[ \\t\][+*])+$/, '')}`).test(first.text) ? 2 : 1
    add(shape, least)
  }
  return found
}

/** Letters of a key are a prefix only where line after line has them. */
function cutsOf(lines: readonly Line[], shape: RegExp, isOfLetters: boolean): Cut[] {
  const cuts: Cut[] = []
  for (const { from, text } of lines) {
    const length = shape.exec(text)?.[0].length ?? 0
    if (length > 0) cuts.push({ from, to: from + length, kind: 'line-prefix' })
    else if (isOfLetters && text.trim() !== '') break
  }
  return cuts
}

function sharedSigns(one: string, other: string): string {
  const signs = SIGNS.exec(one)?.[0] ?? ''
  let length = 0
  while (length < signs.length && signs[length] === other[length]) length++
  return signs.slice(0, length)
}

const isSame = (one: readonly Cut[], other: readonly Cut[]): boolean =>
  one.length === other.length && one.every(({ from, to }, i) => from === other[i]?.from && to === other[i].to)

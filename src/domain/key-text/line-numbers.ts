import { isBlank, isBreak } from './characters.ts'
import { GONE, glyphEnd, type Glyphs } from './glyphs.ts'

type Numbered = { value: number; from: number; to: number; bare: boolean }

/**
 * Takes the numbers out of a listing: two lines or more, each carrying the next number.
 * A viewer may copy each number as a line of its own. False where nothing was numbered.
 */
export function stripLineNumbers(glyphs: Glyphs): boolean {
  let chain: Numbered[] = []
  let stripped = false
  let skipped = false
  const close = () => {
    if (chain.length > 1) for (const { from, to } of chain) drop(glyphs, from, to)
    stripped ||= chain.length > 1
    chain = []
  }
  for (let from = 0; from < glyphs.length;) {
    let to = from
    while (to < glyphs.length && !isBreak(glyphs.codes[to]!)) to++
    const last = chain.at(-1)
    const line = numberOf(glyphs, from, to)
    if (line !== 'empty') {
      const next = line !== null && (last === undefined || line.value === last.value + 1)
      if (next) chain.push(line)
      else if (line === null && last?.bare && !skipped) skipped = true
      else {
        close()
        if (line) chain.push(line)
      }
      if (line) skipped = false
    }
    from = to + 1
  }
  close()
  return stripped
}

function numberOf(glyphs: Glyphs, from: number, to: number): Numbered | 'empty' | null {
  let i = from
  while (i < to && isMargin(glyphs.codes[i]!)) i++
  if (i === to) return 'empty'
  const begin = i
  let value = 0
  for (; i < to && i - begin < 6 && isDigit(glyphs.codes[i]!); i++) value = value * 10 + glyphs.codes[i]! - 0x30
  if (i === begin) return null
  const digits = i
  while (i < to && isDelimiter(glyphs.codes[i]!)) i++
  if (i === digits && i < to) return null
  return { value, from: begin, to: i, bare: i === to }
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
/** Blanks and reply marks before the number. */
const isMargin = (code: number): boolean => isBlank(code) || code === 0x3e || code === 0x7c
/** Blanks and `: . ) ] |` after it. */
const isDelimiter = (code: number): boolean =>
  isBlank(code) || code === 0x3a || code === 0x2e || code === 0x29 || code === 0x5d || code === 0x7c

function drop(glyphs: Glyphs, from: number, to: number): void {
  glyphs.marks.set('line-number', glyphs.at[from]!, glyphEnd(glyphs, to - 1))
  for (let i = from; i < to; i++) glyphs.codes[i] = GONE
}

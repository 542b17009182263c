import { readGlyphs } from './codes.ts'
import { copyOf, type Glyphs } from './glyphs.ts'
import { stripLineNumbers } from './line-numbers.ts'
import { stripMarkup } from './markup.ts'
import { isRtf } from './rtf.ts'
import type { SourcePart } from './source.ts'
import { mayHoldTerminalCodes, stripTerminalCodes } from './terminal-codes.ts'

/** A code, an escape or the name of an element that a soft break parted. */
const CUT_CODE = /(?:%[\da-f]{0,8}|\\(?:u[\da-f]{0,3}|x[\da-f]?)?|&#?\w{0,8}|<\/?[a-z]{0,15})=\r?\n/i

/**
 * The readings of a text that lose nothing: as it is; without the numbers of a listing; with what stands inside tags;
 * unfolded, first where a code is cut. Only those that differ.
 */
export function* possibleReadings(text: string, part: SourcePart): Generator<Glyphs> {
  const raw = text.slice(part.from, part.to).replaceAll('\0', '')
  const isFolded = /=\r?\n/.test(raw)
  const isCut = isFolded && CUT_CODE.test(raw)
  const hasCodes = mayHoldTerminalCodes(raw)
  if (isRtf(raw)) yield read(text, part, { as: 'rtf', hasCodes }).glyphs
  if (isCut) yield* unfolded(text, part, hasCodes)
  const { glyphs, tagged } = read(text, part, { hasCodes })
  yield glyphs
  if (/\d/.test(raw)) {
    const numbered = copyOf(glyphs)
    if (stripLineNumbers(numbered)) yield numbered
  }
  if (tagged) yield read(text, part, { cutTags: false, hasCodes }).glyphs
  if (isFolded && !isCut) yield* unfolded(text, part, hasCodes)
}

function* unfolded(text: string, part: SourcePart, hasCodes: boolean): Generator<Glyphs> {
  const { glyphs } = read(text, part, { as: 'unfolded', hasCodes })
  yield glyphs
  const numbered = copyOf(glyphs)
  if (stripLineNumbers(numbered)) yield numbered
}

type How = { as?: 'it-is' | 'unfolded' | 'rtf'; cutTags?: boolean; hasCodes: boolean }

function read(
  text: string,
  part: SourcePart,
  { as = 'it-is', cutTags = true, hasCodes }: How,
): { glyphs: Glyphs; tagged: boolean } {
  const glyphs = readGlyphs(text, part, as)
  if (hasCodes) stripTerminalCodes(glyphs)
  return { glyphs, tagged: stripMarkup(glyphs, cutTags) }
}

/** The first reading alone, of a text of any length. */
export const readAsItIs = (text: string): Glyphs =>
  read(text, { from: 0, to: text.length }, { hasCodes: mayHoldTerminalCodes(text) }).glyphs

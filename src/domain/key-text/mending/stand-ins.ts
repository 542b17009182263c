import { isLetter, sextetOf } from '../base64.ts'
import { isBreak, latinFor } from '../characters.ts'
import { isGap } from '../gaps.ts'
import { codeAt, type Glyphs } from '../glyphs.ts'
import type { Cut } from './cuts.ts'

const MOST = 256
/** Marks of an omission, which may replace any number of letters. */
const LEFT_OUT = new Set(Array.from('…•●∙⦁○◦⚫█▪■*.=', (character) => character.charCodeAt(0)))
const MIDDLE_DOT = 0xb7

/**
 * Characters that no key has, after the beginning of one: each may be what a program wrote in place of an invisible character. Marks of
 * an omission are not among them.
 */
export function standIns(glyphs: Glyphs, from: number): Cut[] {
  const { codes, length } = glyphs
  const cuts: Cut[] = []
  for (let at = from; at < length && cuts.length < MOST; at++) {
    const code = codes[at]!
    if (isLetter(code) || isGap(glyphs, at) || latinFor(code) !== undefined || LEFT_OUT.has(code)) continue
    // several in a row are a mask
    if (code === MIDDLE_DOT && (codes[at + 1] === code || codes[at - 1] === code)) continue
    cuts.push({ from: at, to: at + 1, kind: 'stand-in' })
  }
  return cuts
}

/**
 * Could each of these have taken the place of one letter? Four letters are three bytes, so a key that has lost a multiple
 * of four may still be whole, and be another. All are asked about together, and each character alone, at the ends of lines
 * apart from elsewhere. Four of one character in a row are a mask.
 */
export function mayBeLetters(glyphs: Glyphs, from: number, to: number, cuts: readonly Cut[]): boolean {
  const groups = new Map<string, Set<number>>()
  const all = new Set<number>()
  let inRow = 0
  for (const { from: at } of cuts) {
    const code = glyphs.codes[at]!
    inRow = all.has(at - 1) && glyphs.codes[at - 1] === code ? inRow + 1 : 1
    if (inRow === 4) return true
    for (const group of [`${code}`, `${code} ${isBreak(codeAt(glyphs, at + 1))}`])
      groups.set(group, (groups.get(group) ?? new Set()).add(at))
    all.add(at)
  }
  return [all, ...groups.values()].some((places) => places.size % 4 === 0 && isSound(glyphs, from, to, places))
}

/** Whether every byte that is known is possible in JSON, whatever letters are at these places. */
function isSound(glyphs: Glyphs, from: number, to: number, places: ReadonlySet<number>): boolean {
  const sextets: number[] = []
  for (let at = from; at < to; at++) {
    const code = glyphs.codes[at]!
    if (places.has(at)) sextets.push(-1)
    else if (isLetter(code) && !isGap(glyphs, at)) sextets.push(sextetOf(code))
  }
  const bytes: number[] = []
  for (let at = 0; at + 1 < sextets.length; at++) {
    const [place, one, other] = [at & 3, sextets[at]!, sextets[at + 1]!]
    if (place === 3) continue
    bytes.push(one < 0 || other < 0 ? -1 : (((one << 6) | other) >> (4 - 2 * place)) & 0xff)
  }
  return bytes.every((byte, at) => byte < 0 || mayBeJson(byte, bytes[at - 1] ?? -1, bytes[at + 1] ?? -1))
}

function mayBeJson(byte: number, before: number, after: number): boolean {
  if (byte < 0x20) return byte === 0x0a || byte === 0x0d || byte === 0x09
  if (byte < 0x80) return true
  if (byte > 0xf4 || byte === 0xc0 || byte === 0xc1) return false
  return byte < 0xc0 ? before < 0 || before >= 0x80 : after < 0 || after >> 6 === 2
}

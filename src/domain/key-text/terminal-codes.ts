import { glyphEnd, type Glyphs, toText } from './glyphs.ts'

/** How a text shows that it may hold codes for a terminal: ESC shown, written in a program, or lost. */
const SIGN = /[\u009b␛]|\^\[|\[[\d;]{0,16}[mK]|\\(?:[eE]|0?33|x1[bB]|u001[bB])[[\]]|&#(?:27|x0{0,4}1[bB]);/
const ESCAPE = String.fromCharCode(0x1b)

const ESC = '(?:\\x1b|\\^\\[|␛)'
/** ECMA-48: control sequences, texts for the terminal itself such as a title or a link, single functions. */
const CODE = new RegExp(
  [
    `(?:${ESC}\\[|\\x9b)[0-?]{0,40}[ -/]{0,4}[@-~]`,
    `${ESC}\\][^\\x07\\x1b\\x9c^␛]{0,2048}(?:\\x07|\\x9c|\\^G|${ESC}\\\\?)?`,
    `\\x1b[PX_][^\\x1b]{0,2048}\\x1b\\\\?`,
    `\\x1b[()*+][0-9A-Za-z]`,
    `\\x1b[=>78cDEHMNOZ\\\\]?`,
    // without ESC, which a program took out
    `\\[\\d{0,3}(?:;\\d{1,3}){0,6}m(?:\\[K)?`,
    `\\[K(?![a-z])`,
  ].join('|'),
  'g',
)

export const mayHoldTerminalCodes = (text: string): boolean => text.includes(ESCAPE) || SIGN.test(text)

/** Cuts colours and other codes for a terminal, each as one thing: their letters could be letters of a key. */
export function stripTerminalCodes(glyphs: Glyphs): void {
  const { codes, at, marks } = glyphs
  let length = 0
  let copiedTo = 0
  const keep = (to: number) => {
    codes.copyWithin(length, copiedTo, to)
    at.copyWithin(length, copiedTo, to)
    length += to - copiedTo
  }
  for (const { 0: code, index } of toText(codes.subarray(0, glyphs.length)).matchAll(CODE)) {
    keep(index)
    copiedTo = index + code.length
    marks.set('terminal-code', at[index]!, glyphEnd(glyphs, copiedTo - 1))
  }
  keep(glyphs.length)
  glyphs.length = length
}

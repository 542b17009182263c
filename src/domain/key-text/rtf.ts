import { LF } from './characters.ts'
import type { Marks } from './marks.ts'
import type { SourcePart, SourceText } from './source.ts'
import { toText } from './glyphs.ts'

export const isRtf = (text: string): boolean => text.includes('{\\rtf')

const TOKEN =
  /\\(?<word>[a-z]{1,32})(?<value>-?\d{1,10})? ?|\\'(?<byte>[\da-f]{2})|\\(?<character>[^a-z])|[{}]|[\r\n]/gi
/** Words that separate what is before them from what is after. */
const BREAKS = new Set(['par', 'line', 'sect', 'page', 'cell', 'row', 'tab'])
/** Groups whose text is not on the page. */
const HIDDEN = new Set(['fonttbl', 'colortbl', 'stylesheet', 'info', 'pict', 'fldinst', 'themedata', 'datastore'])

/** The text of a document in RTF: without its words and groups, and with its codes decoded. */
export function rtfSource(pasted: string, { from, to }: SourcePart, marks: Marks): SourceText {
  const text = pasted.slice(from, to)
  const codes = new Uint16Array(text.length)
  const at = new Uint32Array(text.length)
  let length = 0
  /** One for each open group: does its text not show? */
  const hidden: boolean[] = [false]
  /** A character for programs that know no Unicode is due. */
  let skips = false
  const put = (code: number, place: number) => {
    codes[length] = code
    at[length++] = from + place
  }
  const read = (begin: number, end: number) => {
    for (let i = begin; i < end; i++) {
      if (hidden.at(-1) || skips) marks.touch('rtf-code', from + i)
      else put(text.charCodeAt(i), i)
      skips = false
    }
  }
  let readTo = 0
  for (const { 0: token, index, groups } of text.matchAll(TOKEN)) {
    read(readTo, index)
    readTo = index + token.length
    const [word, byte, character] = [groups?.['word'], groups?.['byte'], groups?.['character']]
    marks.set('rtf-code', from + index, from + readTo)
    if (token === '{') hidden.push(hidden.at(-1) ?? false)
    else if (token === '}') hidden.pop()
    else if (character === '*' || (word !== undefined && HIDDEN.has(word))) hidden.splice(-1, 1, true)
    else if (hidden.at(-1)) continue
    else if (word === 'u') {
      put(Number(groups?.['value'] ?? 0) & 0xffff, index)
      skips = true
    } else if (byte !== undefined) {
      if (!skips) put(parseInt(byte, 16), index)
      skips = false
    } else if ((word !== undefined && BREAKS.has(word)) || character === '\n' || character === '\r') put(LF, index)
    else if (character !== undefined && '\\{}~_'.includes(character))
      put(character === '~' ? 0xa0 : character === '_' ? 0x2d : character.charCodeAt(0), index)
  }
  read(readTo, text.length)
  return { text: toText(codes.subarray(0, length)), at: at.subarray(0, length) }
}

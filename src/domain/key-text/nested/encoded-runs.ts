import { EQUALS } from '../characters.ts'
import { decodeBase64, isLetter, letterOf, sextetOf, isUtf8 } from '../base64.ts'
import { GONE, type Glyphs, toText } from '../glyphs.ts'

/** A text that stood in base64, and the glyphs it was spelt with. */
export type EncodedRun = { text: string; from: number; to: number }

/** A key has more than this once it is encoded. */
const LEAST_LETTERS = 60
/** The least letters in its first word or line, so that words of prose do not count. */
const LEAST_WORD = 24
/** Far more than the mail around a key has. */
const MOST_LETTERS = 65_536
const MOST_IN_ALL = 131_072
const MOST_RUNS = 64
const SAMPLE = 512
/** Wrapped or not, a key has words of some length. */
const MAY_HOLD_KEY = /[\w+/=-]{8}/
const QUOTES = new Set(Array.from(' \t\r\n>|"\'`+,;\\', (character) => character.charCodeAt(0)))

/**
 * Texts in base64: a value of a Kubernetes Secret, the body of a mail. One continues on the next line, after its margin,
 * and ends with its `=`, or where a line has anything else.
 */
export function* encodedRuns(glyphs: Glyphs): Generator<EncodedRun> {
  let left = MOST_RUNS
  let room = MOST_IN_ALL
  for (let from = 0; from < glyphs.length && left > 0 && room > 0;) {
    from = wordStart(glyphs, from)
    if (from === glyphs.length) return
    const sample = lettersFrom(glyphs, from, SAMPLE)
    const mayBe = sample.letters.length >= LEAST_LETTERS && spellsText(sample.letters)
    const { letters, to } = mayBe
      ? lettersFrom(glyphs, from, MOST_LETTERS)
      : { ...sample, to: runEnd(glyphs, sample.to) }
    if (mayBe) room -= letters.length
    const text = mayBe ? textOf(letters) : null
    if (text !== null) {
      left--
      yield { text, from, to }
    }
    from = to
  }
}

/** Where the next long enough word begins; the end if there is none. Looks at its last letter first: most words are short. */
function wordStart({ codes, length }: Glyphs, from: number): number {
  let start = from
  while (start + LEAST_WORD <= length) {
    let at = start + LEAST_WORD - 1
    while (at >= start && isLetter(codes[at]!)) at--
    if (at < start) return start
    start = at + 1
  }
  return length
}

function wordEnd({ codes, length }: Glyphs, from: number): number {
  let to = from
  while (to < length && isLetter(codes[to]!)) to++
  return to
}

function lettersFrom(glyphs: Glyphs, from: number, most: number): { letters: string; to: number } {
  const { codes, length } = glyphs
  const letters: number[] = []
  let to = from
  let at = from
  while (at < length && letters.length < most) {
    const end = Math.min(wordEnd(glyphs, at), at + most - letters.length)
    for (let i = at; i < end; i++) letters.push(letterOf(sextetOf(codes[i]!)))
    to = end
    if (codes[end] === EQUALS) break
    const next = marginEnd(glyphs, end)
    if (next === end || next === length) break
    at = next
  }
  while (to < length && codes[to] === EQUALS) to++
  return { letters: toText(letters), to }
}

/** Where the lines of letters end that go on at `from`. */
function runEnd(glyphs: Glyphs, from: number): number {
  for (let at = from; ;) {
    const end = wordEnd(glyphs, at)
    const next = marginEnd(glyphs, end)
    if (next === end) return end
    at = next
  }
}

/** The position after a line break and the margin of the next line; without a line break, the same position. */
function marginEnd({ codes, length }: Glyphs, from: number): number {
  let at = from
  let breaks = 0
  while (at < length && at - from < 128 && (QUOTES.has(codes[at]!) || codes[at] === GONE)) {
    if (codes[at] === 0x0a) breaks++
    at++
  }
  // an empty line ends the body of a mail
  if (breaks !== 1 || at >= length || !isLetter(codes[at]!)) return from
  return at
}

const spellsText = (letters: string): boolean => {
  const sample = decodeBase64(letters.slice(0, letters.length - (letters.length % 4)))
  return sample !== null && isText(sample)
}

/** What the letters spell; bits that no canonical encoder leaves over are left out. */
function textOf(letters: string): string | null {
  const rest = letters.length % 4
  const padded = rest === 1 ? letters.slice(0, -1) : letters + '=='.slice(0, (4 - rest) % 4)
  const bytes = decodeBase64(padded) ?? decodeBase64(letters.slice(0, letters.length - rest))
  return bytes === null || !MAY_HOLD_KEY.test(bytes.replaceAll('\0', '')) ? null : fromBytes(bytes)
}

/** Hardly any control characters, and those beyond ASCII as UTF-8 or few. Zero bytes are UTF-16. */
function isText(bytes: string): boolean {
  const controls = bytes.match(/[^\t\n\v\f\r -\xff]/g)?.filter((byte) => byte !== '\0').length ?? 0
  if (controls > 1) return false
  const whole = bytes.replace(/[\x80-\xff]{0,4}$/, '')
  // UTF-16 has a zero for each letter at most
  if ((bytes.match(/\0/g)?.length ?? 0) * 2 > bytes.length) return false
  return isUtf8(whole) || (bytes.match(/[\x80-\xff]/g)?.length ?? 0) * 5 < bytes.length
}

/** UTF-8 where it is that; else a character a byte, as in Latin-1. */
function fromBytes(bytes: string): string {
  if (!/[\x80-\xff]/.test(bytes) || !isUtf8(bytes)) return bytes
  return bytes.replace(/[\xc2-\xf4][\x80-\xbf]{1,3}/g, (sequence) => {
    const [lead, ...tail] = Array.from(sequence, (byte) => byte.charCodeAt(0))
    const first = (lead ?? 0) & (0x3f >> tail.length)
    return String.fromCodePoint(tail.reduce((code, byte) => (code << 6) | (byte & 0x3f), first))
  })
}

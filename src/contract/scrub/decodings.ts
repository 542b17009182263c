type Decoding = (text: string) => string

const character = (digits: string, base: number) => {
  const code = Number.parseInt(digits, base)
  return code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

/** Of HTML's names those for characters that keys consist of, or that titles hold. */
const NAMED: Readonly<Record<string, string>> = {
  equals: '=',
  plus: '+',
  sol: '/',
  lowbar: '_',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

export const withoutEntities: Decoding = (text) =>
  text
    .replace(/&#x([\da-f]{1,6});?/gi, (_, digits: string) => character(digits, 16))
    .replace(/&#(\d{1,7});?/g, (_, digits: string) => character(digits, 10))
    .replace(/&([a-z]{2,6});/gi, (whole, name: string) => NAMED[name.toLowerCase()] ?? whole)

const percent: Decoding = (text) => text.replace(/%([\da-f]{2})/gi, (_, digits: string) => character(digits, 16))

const quotedPrintable: Decoding = (text) =>
  text.replace(/=[ \t]*\r?\n/g, '').replace(/=([\da-f]{2})/gi, (_, digits: string) => character(digits, 16))

const escapes: Decoding = (text) =>
  text
    .replace(/\\u\{([\da-f]{1,6})\}|\\u([\da-f]{4})|\\x([\da-f]{2})/gi, (_, a?: string, b?: string, c?: string) =>
      character(a ?? b ?? c ?? '', 16),
    )
    .replace(/\\(.)/gs, '$1')

const withoutBlanks: Decoding = (text) => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, '')

/** Runs of base64 or base64url, read from each of the four places where a quantum may begin (RFC 4648, 4 and 5). */
const base64: Decoding = (text) =>
  (text.match(/[\w+/-]{15,}/g) ?? [])
    .flatMap((run) => [0, 1, 2, 3].map((start) => fromBase64(run.slice(start))))
    .join('\n')

/** Runs of hexadecimal bytes, whatever stands between them. */
const hex: Decoding = (text) =>
  (text.replace(/\\x|0x|[\s:,;-]+/gi, '').match(/[\da-f]{16,}/gi) ?? [])
    .flatMap((run) => [fromHex(run), fromHex(run.slice(1))])
    .join('\n')

const ALL = [withoutEntities, percent, quotedPrintable, escapes, withoutBlanks, base64, hex]

/** A text, and what it says when it is decoded, once or twice over; without what is shorter than `atLeast`. */
export function decodings(text: string, atLeast: number): ReadonlySet<string> {
  const decoded = new Set<string>()
  const add = (one: string) => {
    if (one.length >= atLeast) decoded.add(one)
  }
  const decode = (one: string) => ALL.forEach((decoding) => add(decoding(one)))
  add(text)
  // most texts are no encoding of anything, and say the same whichever way they are read
  for (const one of Array.from(decoded)) decode(one)
  for (const one of Array.from(decoded)) decode(one)
  return decoded
}

// every runtime has it, and no `lib` or type package of this folder names it
declare const atob: (text: string) => string

/** Bytes as one character each, from base64 or base64url, whatever else stands between its letters. */
export function fromBase64(text: string): string {
  const letters = text
    .replace(/[^\w+/-]/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
  // one letter over is no byte
  return atob(letters.length % 4 === 1 ? letters.slice(0, -1) : letters)
}

/** Bytes as one character each, from hexadecimal digits; half a byte at the end is left out. */
export const fromHex = (digits: string): string =>
  (digits.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('')

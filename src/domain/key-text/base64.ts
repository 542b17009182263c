const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const NO_LETTER = 255

/** Value of a letter of the standard alphabet, 255 for every other character below 256. */
const STANDARD = new Uint8Array(256).fill(NO_LETTER)
for (let i = 0; i < 64; i++) STANDARD[ALPHABET.charCodeAt(i)] = i

/** The same, with the two letters of base64url (RFC 4648, 5). */
const EITHER = STANDARD.slice()
EITHER[0x2d] = 62
EITHER[0x5f] = 63

/** Value of a letter of either alphabet, 255 for every other character. */
export const sextetOf = (code: number): number => (code < 256 ? EITHER[code]! : NO_LETTER)

export const isLetter = (code: number): boolean => sextetOf(code) < 64

/** The standard letter for a value of `sextetOf`. */
export const letterOf = (sextet: number): number => ALPHABET.charCodeAt(sextet)

/** Canonical base64 only (RFC 4648, 3.5): standard alphabet, padded, no bits left over. null for anything else. */
export function decodeBase64(text: string): Uint8Array | null {
  const { length } = text
  if (length === 0 || length % 4 !== 0) return null
  const padding = text.charCodeAt(length - 1) !== 0x3d ? 0 : text.charCodeAt(length - 2) !== 0x3d ? 1 : 2
  const whole = padding === 0 ? length : length - 4
  const bytes = new Uint8Array((length / 4) * 3 - padding)
  let to = 0
  for (let at = 0; at < whole; at += 4) {
    const a = text.charCodeAt(at)
    const b = text.charCodeAt(at + 1)
    const c = text.charCodeAt(at + 2)
    const d = text.charCodeAt(at + 3)
    if ((a | b | c | d) > 255) return null
    const bits = (STANDARD[a]! << 18) | (STANDARD[b]! << 12) | (STANDARD[c]! << 6) | STANDARD[d]!
    if ((STANDARD[a]! | STANDARD[b]! | STANDARD[c]! | STANDARD[d]!) > 63) return null
    bytes[to++] = bits >> 16
    bytes[to++] = bits >> 8
    bytes[to++] = bits
  }
  return padding === 0 || decodeLast(text, whole, padding, bytes, to) ? bytes : null
}

function decodeLast(text: string, at: number, padding: number, bytes: Uint8Array, to: number): boolean {
  const standard = (code: number) => (code < 256 ? STANDARD[code]! : NO_LETTER)
  const a = standard(text.charCodeAt(at))
  const b = standard(text.charCodeAt(at + 1))
  const c = padding === 2 ? 0 : standard(text.charCodeAt(at + 2))
  if ((a | b | c) > 63) return false
  bytes[to] = (a << 2) | (b >> 4)
  if (padding === 2) return (b & 15) === 0
  bytes[to + 1] = (b << 4) | (c >> 2)
  return (c & 3) === 0
}

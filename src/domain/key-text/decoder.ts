import { CLOSE_BRACE, OPEN_BRACE } from './characters.ts'

/** What one more byte makes of the JSON read so far. */
export const MORE = 0
export const DONE = 1
export const DEAD = 2

const QUOTE = 0x22

/** States: outside strings, inside one, behind its backslash; above, how many continuation bytes of UTF-8 are due. */
const OUTSIDE = 0
const INSIDE = 1
const ESCAPED = 2
const NO_STATE = 255

/** The state that a byte of a string leads to. */
const IN_STRING = new Uint8Array(256).fill(NO_STATE, 0, 0x20).fill(INSIDE, 0x20, 0x80).fill(NO_STATE, 0x80)
IN_STRING[QUOTE] = OUTSIDE
IN_STRING[0x5c] = ESCAPED
IN_STRING.fill(ESCAPED + 1, 0xc2, 0xe0)
  .fill(ESCAPED + 2, 0xe0, 0xf0)
  .fill(ESCAPED + 3, 0xf0, 0xf5)

const bytesOf = (letters: string): Uint8Array => {
  const bytes = new Uint8Array(256)
  for (let i = 0; i < letters.length; i++) bytes[letters.charCodeAt(i)] = 1
  return bytes
}
/** Bytes that may stand outside a string, white space apart. */
const OUTSIDE_STRING = bytesOf('{}[]:,"+-.0123456789eEtrufalsn')
const AFTER_STRING = bytesOf(':,}]')
const AFTER_OPEN = bytesOf('"}')
const AFTER_BACKSLASH = bytesOf('"\\/bfnrtu')

export const isJsonBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/**
 * Follows one JSON object byte by byte, to find its closing brace. Not a parser: it gives up early on most of what is
 * no JSON, so that a false start costs a few bytes, and leaves the last word to `JSON.parse`.
 */
class JsonScanner {
  #state = OUTSIDE
  #depth = 0
  /** The last byte outside strings that is no blank. */
  #last = 0

  reset(): void {
    this.#state = OUTSIDE
    this.#depth = 0
    this.#last = 0
  }

  push(byte: number): number {
    const state = this.#state
    if (state === OUTSIDE) return this.#pushOutside(byte)
    if (state === INSIDE) this.#state = IN_STRING[byte]!
    else if (state === ESCAPED) this.#state = AFTER_BACKSLASH[byte] === 1 ? INSIDE : NO_STATE
    else if (byte >> 6 !== 2) return DEAD
    else this.#state = state === ESCAPED + 1 ? INSIDE : state - 1
    return this.#state === NO_STATE ? DEAD : MORE
  }

  #pushOutside(byte: number): number {
    if (isJsonBlank(byte)) return MORE
    const last = this.#last
    this.#last = byte
    if (OUTSIDE_STRING[byte] === 0 || (this.#depth === 0 && byte !== OPEN_BRACE)) return DEAD
    if (last === OPEN_BRACE && AFTER_OPEN[byte] === 0) return DEAD
    if (last === QUOTE && AFTER_STRING[byte] === 0) return DEAD
    if (byte === QUOTE) this.#state = INSIDE
    else if (byte === OPEN_BRACE || byte === 0x5b) this.#depth++
    else if ((byte === CLOSE_BRACE || byte === 0x5d) && --this.#depth === 0) return DONE
    return MORE
  }
}

/** Base64 letters in, state of the JSON they spell out. */
export class Decoder {
  readonly #json = new JsonScanner()
  #bits = 0
  #byte = 0
  letters = 0
  bytes = 0

  reset(): void {
    this.#json.reset()
    this.#bits = 0
    this.letters = 0
    this.bytes = 0
  }

  /** MORE, DONE with the letter that holds the closing brace, or DEAD. */
  push(sextet: number): number {
    return this.#next(sextet) ? this.#json.push(this.#byte) : MORE
  }

  /** After DONE: is this letter part of the white space that may follow an object? */
  pushBlank(sextet: number): boolean {
    return !this.#next(sextet) || isJsonBlank(this.#byte)
  }

  /** May the text end here: no bits are left over that a canonical encoder would not leave (RFC 4648, 3.5). */
  get atEnd(): boolean {
    const place = this.letters % 4
    return place === 0 || (place === 2 && (this.#bits & 15) === 0) || (place === 3 && (this.#bits & 3) === 0)
  }

  get padding(): number {
    return (4 - (this.letters % 4)) % 4
  }

  /** A copy that looks ahead; the JSON is not followed any further. */
  fork(): Decoder {
    const copy = new Decoder()
    copy.#bits = this.#bits
    copy.letters = this.letters
    copy.bytes = this.bytes
    return copy
  }

  #next(sextet: number): boolean {
    const place = this.letters++ & 3
    this.#bits = ((this.#bits << 6) | sextet) & 0xfff
    if (place === 0) return false
    this.#byte = (this.#bits >> (6 - 2 * place)) & 0xff
    this.bytes++
    return true
  }
}

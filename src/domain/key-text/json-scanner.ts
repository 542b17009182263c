/** What one more byte makes of the JSON read so far. */
export const MORE = 0
export const DONE = 1
export const DEAD = 2

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN = 0x7b

/** Bytes that may stand outside a string. */
const OUTSIDE = new Uint8Array(256)
for (const letter of ' \t\r\n{}[]:,"+-.0123456789eEtrufalsn') OUTSIDE[letter.charCodeAt(0)] = 1
const AFTER_STRING = ':,}]'
const AFTER_BACKSLASH = '"\\/bfnrtu'

export const isJsonBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/**
 * Follows one JSON object byte by byte, to find its closing brace. Not a parser: it gives up early on most of what is
 * no JSON, so that a false start costs a few bytes, and leaves the last word to `JSON.parse`.
 */
export class JsonScanner {
  #depth = 0
  #inString = false
  #escaped = false
  /** The last byte outside strings that is no blank. */
  #last = 0
  /** Continuation bytes still due of a UTF-8 sequence. */
  #due = 0

  reset(): void {
    this.#depth = 0
    this.#inString = false
    this.#escaped = false
    this.#last = 0
    this.#due = 0
  }

  push(byte: number): number {
    if (this.#inString) return this.#pushInString(byte)
    if (isJsonBlank(byte)) return MORE
    const last = this.#last
    this.#last = byte
    if (this.#depth === 0 && byte !== OPEN) return DEAD
    if (last === OPEN && byte !== QUOTE && byte !== 0x7d) return DEAD
    if (last === QUOTE && !AFTER_STRING.includes(String.fromCharCode(byte))) return DEAD
    if (OUTSIDE[byte] === 0) return DEAD
    if (byte === QUOTE) this.#inString = true
    else if (byte === OPEN || byte === 0x5b) this.#depth++
    else if ((byte === 0x7d || byte === 0x5d) && --this.#depth === 0) return DONE
    return MORE
  }

  #pushInString(byte: number): number {
    if (this.#due > 0) {
      this.#due--
      return byte >> 6 === 2 ? MORE : DEAD
    }
    if (byte >= 0x80) {
      if (byte < 0xc2 || byte > 0xf4 || this.#escaped) return DEAD
      this.#due = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
      return MORE
    }
    if (byte < 0x20) return DEAD
    if (this.#escaped) {
      this.#escaped = false
      return AFTER_BACKSLASH.includes(String.fromCharCode(byte)) ? MORE : DEAD
    }
    if (byte === BACKSLASH) this.#escaped = true
    else if (byte === QUOTE) this.#inString = false
    return MORE
  }
}

import { DEAD, DONE, JsonScanner, MORE, isJsonBlank } from './json-scanner.ts'

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

export { DEAD, DONE }

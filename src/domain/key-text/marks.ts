import { EDIT_KINDS, type EditKind, type KeyEdit } from './kinds.ts'
import type { SourcePart } from './source.ts'

/** More ranges than a page can draw; counts go on. */
const MOST_RANGES = 10_000
const FIRST = 0x80

/** 0 stands for no edit. */
const NUMBERS = new Map(EDIT_KINDS.map((kind, index) => [kind, index + 1]))

/**
 * What was done to each character of the pasted text: one byte each, so that a later mark simply covers an earlier one.
 * Of a part that is read, only the part has its bytes, until `widen` is called: a long text is read in many ways, most of
 * them in vain.
 */
export class Marks {
  #kinds: Uint8Array
  /** Where in the text the bytes begin. */
  #from: number
  readonly #length: number
  /** The kind asked for last: most marks are of the same kind as the one before. */
  #last: EditKind = 'blank'
  #lastNumber = NUMBERS.get('blank') ?? 0
  /** Padding that was put in. */
  #added: { at: number; count: number } | null = null

  constructor(length: number, { from, to }: SourcePart = { from: 0, to: length }) {
    this.#length = length
    this.#from = from
    this.#kinds = new Uint8Array(to - from)
  }

  has(at: number): boolean {
    return this.#kinds[at - this.#from] !== 0
  }

  copy(): Marks {
    const copy = new Marks(this.#length, { from: this.#from, to: this.#from })
    copy.#kinds = this.#kinds.slice()
    return copy
  }

  /** From now on, all of the text may be marked. */
  widen(): void {
    if (this.#kinds.length === this.#length) return
    const kinds = new Uint8Array(this.#length)
    kinds.set(this.#kinds, this.#from)
    this.#kinds = kinds
    this.#from = 0
  }

  /** Where the edit that begins at `at` ends; the next character where there is none. */
  endFrom(at: number): number {
    const kinds = this.#kinds
    const place = at - this.#from
    const number = kinds[place]! & ~FIRST
    let end = place + 1
    if (number !== 0) while (kinds[end] === number) end++
    return end + this.#from
  }

  /** One edit over [from, to). */
  set(kind: EditKind, from: number, to: number): void {
    if (from >= to) return
    const number = this.#numberOf(kind)
    const first = from - this.#from
    const end = to - this.#from
    if (end - first > 64) this.#kinds.fill(number, first, end)
    else for (let at = first; at < end; at++) this.#kinds[at] = number
    this.#kinds[first] = number | FIRST
  }

  /** One edit on one character, unless something has touched it already. */
  touch(kind: EditKind, at: number): void {
    const place = at - this.#from
    if (this.#kinds[place] === 0) this.#kinds[place] = this.#numberOf(kind) | FIRST
  }

  add(added: { at: number; count: number } | null): void {
    this.#added = added
  }

  /** The same, or more of the edit that the character before belongs to. */
  extend(kind: EditKind, at: number): void {
    const place = at - this.#from
    if (this.#kinds[place] !== 0) return
    const more = place > 0 && (this.#kinds[place - 1]! & ~FIRST) === this.#numberOf(kind)
    this.#kinds[place] = more ? this.#numberOf(kind) : this.#numberOf(kind) | FIRST
  }

  #numberOf(kind: EditKind): number {
    if (kind === this.#last) return this.#lastNumber
    this.#last = kind
    return (this.#lastNumber = NUMBERS.get(kind) ?? 0)
  }

  /** Neighbouring characters of one kind are one range. */
  edits(): KeyEdit[] {
    this.widen()
    const added = this.#added
    const found = new Map<EditKind, KeyEdit>()
    const kinds = this.#kinds
    let ranges = 0
    const edit = (kind: EditKind, from: number, to: number) => {
      let one = found.get(kind)
      if (!one) found.set(kind, (one = { kind, count: 0, ranges: [] }))
      if (ranges++ < MOST_RANGES) one.ranges.push([from, to])
      return one
    }
    for (let at = 0; at < kinds.length;) {
      const number = kinds[at]! & ~FIRST
      const from = at
      let count = 0
      for (; at < kinds.length && (kinds[at]! & ~FIRST) === number; at++) if (kinds[at]! & FIRST) count++
      if (number !== 0) edit(EDIT_KINDS[number - 1]!, from, at).count += Math.max(count, 1)
    }
    if (added) {
      const padding = edit('padding', added.at, added.at)
      padding.count += added.count
    }
    return [...found.values()].toSorted(
      (a, b) => (a.ranges[0]?.[0] ?? kinds.length) - (b.ranges[0]?.[0] ?? kinds.length),
    )
  }
}

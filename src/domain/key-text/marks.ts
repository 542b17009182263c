import { EDIT_KINDS, type EditKind, type KeyEdit } from './kinds.ts'

/** More ranges than a page can draw; counts go on. */
const MOST_RANGES = 10_000
const FIRST = 0x80

/** 0 stands for no edit. */
const NUMBERS = new Map(EDIT_KINDS.map((kind, index) => [kind, index + 1]))

/** What was done to each character of the pasted text: one byte each, so that a later mark simply covers an earlier one. */
export class Marks {
  #kinds: Uint8Array
  /** The kind asked for last: most marks are of the same kind as the one before. */
  #last: EditKind = 'blank'
  #lastNumber = NUMBERS.get('blank') ?? 0
  /** Padding that was put in. */
  #added: { at: number; count: number } | null = null

  constructor(length: number) {
    this.#kinds = new Uint8Array(length)
  }

  has(at: number): boolean {
    return this.#kinds[at] !== 0
  }

  copy(): Marks {
    const copy = new Marks(0)
    copy.#kinds = this.#kinds.slice()
    return copy
  }

  /** Where the edit that begins at `at` ends; the next character where there is none. */
  endFrom(at: number): number {
    const kinds = this.#kinds
    const number = kinds[at]! & ~FIRST
    let end = at + 1
    if (number !== 0) while (kinds[end] === number) end++
    return end
  }

  /** One edit over [from, to). */
  set(kind: EditKind, from: number, to: number): void {
    if (from >= to) return
    const number = this.#numberOf(kind)
    if (to - from > 64) this.#kinds.fill(number, from, to)
    else for (let at = from; at < to; at++) this.#kinds[at] = number
    this.#kinds[from] = number | FIRST
  }

  /** One edit on one character, unless something has touched it already. */
  touch(kind: EditKind, at: number): void {
    if (this.#kinds[at] === 0) this.#kinds[at] = this.#numberOf(kind) | FIRST
  }

  add(added: { at: number; count: number } | null): void {
    this.#added = added
  }

  /** The same, or more of the edit that the character before belongs to. */
  extend(kind: EditKind, at: number): void {
    if (this.#kinds[at] !== 0) return
    const more = at > 0 && (this.#kinds[at - 1]! & ~FIRST) === this.#numberOf(kind)
    this.#kinds[at] = more ? this.#numberOf(kind) : this.#numberOf(kind) | FIRST
  }

  #numberOf(kind: EditKind): number {
    if (kind === this.#last) return this.#lastNumber
    this.#last = kind
    return (this.#lastNumber = NUMBERS.get(kind) ?? 0)
  }

  /** Neighbouring characters of one kind are one range. */
  edits(): KeyEdit[] {
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

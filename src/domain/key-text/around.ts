import { isBlank, isBreak, isQuote, isUnicodeBreak, isUnicodeSpace, isInvisible } from './characters.ts'
import { Marks } from './marks.ts'
import type { KeyEdit } from './kinds.ts'
import type { SourcePart } from './source.ts'

const LONGEST_LABEL = 120
/** `-----BEGIN KEY-----`, `=== key ===`, `***`, a fence. */
const ARMOUR = /^[\s>|]*(?:([-=*_#~+])\1{2,}.*|`{3}\w*)$/
const LONGEST_ARMOUR = 200
const REPLY_MARKS = /^[>|][>| ]*$/

/** Marks the text before and after the key, which is in [from, to). */
export function markAround(text: string, marks: Marks, from: number, to: number): void {
  marks.widen()
  markSide(text, marks, 0, from, 'text-before')
  markSide(text, marks, to, text.length, 'text-after')
}

function markSide(text: string, marks: Marks, from: number, to: number, kind: 'text-before' | 'text-after'): void {
  const label = kind === 'text-before' ? labelStart(text, from, to) : to
  if (REPLY_MARKS.test(text.slice(label, to))) marks.set('reply-mark', label, to)
  if (isPunctuation(text, marks, from, to)) return markPunctuation(text, marks, from, to)
  /** Where text, or the blank lines before it, began that is not marked yet. */
  let open = from
  let isText = false
  const close = (at: number) => {
    if (isText) marks.set(kind, open, at)
    else if (isPunctuation(text, marks, open, at)) markPunctuation(text, marks, open, at)
    isText = false
  }
  for (let at = from; at < label;) {
    const end = Math.min(nextLine(text, at), label)
    const line = end - at > LONGEST_ARMOUR ? 'text' : text.slice(at, end).trim()
    if (ARMOUR.test(line)) {
      close(at)
      marks.set('armour', at, end)
      open = end
    } else if (line !== '') isText = true
    at = end
  }
  close(label)
  if (isPunctuation(text, marks, label, to)) markPunctuation(text, marks, label, to)
  else marks.set('label', label, to)
}

/** Whether there are only blanks, quotes, invisible characters and what is already marked. */
export function isPunctuation(text: string, marks: Marks, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!marks.has(at) && kindOf(text.charCodeAt(at)) === null) return false
  return true
}

/** Marks blanks, quotes and invisible characters, one by one. */
export function markPunctuation(text: string, marks: Marks, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const kind = kindOf(text.charCodeAt(at))
    if (kind) marks.touch(kind, at)
  }
}

function kindOf(code: number) {
  if (isBlank(code)) return 'blank'
  if (isBreak(code) || isUnicodeBreak(code)) return 'line-break'
  if (isUnicodeSpace(code)) return 'unicode-space'
  if (isInvisible(code)) return 'zero-width'
  return isQuote(code) ? 'quote' : null
}

/** Where the key's own line begins or, for a key on a line of its own, a line before it that ends in a colon. */
function labelStart(text: string, from: number, to: number): number {
  let at = to
  while (at > from && to - at < LONGEST_LABEL && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--
  if (at > from && to - at >= LONGEST_LABEL) return to
  if (text.slice(at, to).trim() !== '') return at
  const before = text.slice(Math.max(from, at - LONGEST_LABEL), at).trimEnd()
  if (!/[::]$/.test(before)) return to
  const line = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1
  return at - text.slice(Math.max(from, at - LONGEST_LABEL), at).length + line
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

/** Where a text begins and ends, but for the blanks and invisible characters around it. */
export function trimmedPart(pasted: string): SourcePart {
  let from = 0
  let to = pasted.length
  while (from < to && isNothing(pasted.charCodeAt(from))) from++
  while (to > from && isNothing(pasted.charCodeAt(to - 1))) to--
  return { from, to }
}

/** What goes with all but that part. */
export function trimmingEdits(pasted: string, { from, to }: SourcePart): KeyEdit[] {
  if (from === 0 && to === pasted.length) return []
  const marks = new Marks(pasted.length)
  for (const [begin, end] of [
    [0, from],
    [to, pasted.length],
  ] as const) {
    if (isPunctuation(pasted, marks, begin, end)) markPunctuation(pasted, marks, begin, end)
  }
  return marks.edits()
}

const isNothing = (code: number): boolean =>
  isBlank(code) || isBreak(code) || isUnicodeSpace(code) || isUnicodeBreak(code) || isInvisible(code)

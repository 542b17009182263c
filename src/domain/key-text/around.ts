import { isBlank, isBreak, isQuote, isUnicodeBreak, isUnicodeSpace, isInvisible } from './characters.ts'
import type { Marks } from './marks.ts'

const LONGEST_LABEL = 120
/** `-----BEGIN KEY-----`, `=== key ===`, `***`, a fence. */
const ARMOUR = /^[\s>|]*(?:([-=*_#~+])\1{2,}.*|`{3}\w*)$/

/** Names what stands before or after the key, which has its place in [from, to). */
export function markAround(text: string, marks: Marks, from: number, to: number): void {
  markSide(text, marks, 0, from, 'text-before')
  markSide(text, marks, to, text.length, 'text-after')
}

function markSide(text: string, marks: Marks, from: number, to: number, kind: 'text-before' | 'text-after'): void {
  if (isBare(text, marks, from, to)) return
  let label = kind === 'text-before' ? labelStart(text, from, to) : to
  if (kind === 'text-before' && text.slice(label, to).trim() === '') label = to
  let seen = false
  for (let at = from; at < label;) {
    const end = Math.min(nextLine(text, at), label)
    const line = end - at > 400 ? '' : text.slice(at, end).trimEnd()
    if (ARMOUR.test(line)) marks.set('armour', at, end)
    else if (line !== '' || end - at > 400) {
      marks.set(kind, at, end)
      if (seen) marks.join(at)
      seen = true
    } else isBare(text, marks, at, end)
    at = end
  }
  if (label < to) marks.set('label', label, to)
}

/** Marks blanks, quotes and what is invisible one by one, if nothing else stands there. */
export function isBare(text: string, marks: Marks, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!marks.has(at) && kindOf(text.charCodeAt(at)) === null) return false
  for (let at = from; at < to; at++) {
    const kind = kindOf(text.charCodeAt(at))
    if (kind) marks.touch(kind, at)
  }
  return true
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

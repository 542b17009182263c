import { decodeBase64 } from './base64.ts'
import { latinFor } from './characters.ts'
import type { SourcePart } from './source.ts'

/** `{"`, `{` and a line, white space before them: in Latin letters, or in Cyrillic and Greek ones that look the same. */
const BEGINNING = /(?:[eEеЕΕ](?:[yуΥ][I-LІЈΙК]|w[k0o])|IHs|Cns|CXs|DQp)[\w+/\u0370-\u052f-]{5}/g
/** Of those, the letters of an attachment spell something else. */
const JSON_START = /^\s*\{[ -~\s]*$/
/** How many beginnings are tried. */
const MOST_BEGINNINGS = 2048
/** Room for a label and the numbers of a listing before a key, and for a key in three characters a letter. */
const BEFORE = 1024
const BEHIND = 16_384
const MOST_PARTS = 3

/** Where a key may stand in a long text, `near` first. */
export function likelyParts(text: string, near: number | null): SourcePart[] {
  const parts: SourcePart[] = []
  const add = (at: number) => {
    if (!parts.some(({ from, to }) => at >= from && at < to - BEHIND / 2))
      parts.push({ from: Math.max(0, at - BEFORE), to: Math.min(text.length, at + BEHIND) })
  }
  if (near !== null) add(near)
  let left = MOST_BEGINNINGS
  for (const { 0: letters, index } of text.matchAll(BEGINNING)) {
    if (parts.length === MOST_PARTS || left-- === 0) break
    if (isJsonStart(letters)) add(index)
  }
  return parts
}

function isJsonStart(letters: string): boolean {
  const latin = letters
    .replace(/[\u0370-\u052f]/g, (letter) => String.fromCharCode(latinFor(letter.charCodeAt(0)) ?? 0))
    .replace(/^E/, 'e')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
  return JSON_START.test(decodeBase64(latin) ?? '')
}

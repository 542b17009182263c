import { codeAt, type Glyphs } from './glyphs.ts'
import { isLetter } from './base64.ts'
import type { Search } from './keys-in.ts'

/** `signature"` as base64 spells it, at each of three places in a group. */
const SIGNATURE = ['c2lnbmF0dXJl', 'NpZ25hdHVyZ', 'zaWduYXR1cm']
const MASK = /[•●∙⦁○◦⚫█▪■·]{3}|\*{4}|(?:[•●∙⦁○◦⚫█▪■·*] ){4}/
const ELLIPSIS = /…|\.{3}/

export type Damage = 'truncated' | 'altered' | 'masked'

/** How a text that was once a key was damaged; null for a text that shows no trace of a key. */
export function damageOf(text: string, glyphs: Glyphs, { near }: Search): Damage | null {
  const trimmed = text.trim()
  if (/^[•●∙⦁○◦⚫█▪■·*.\s]{3,}$/.test(trimmed)) return 'masked'
  const letters = near ? '' : lettersOf(trimmed)
  const folded = /^eyj[a-z\d+/]{16,}={0,2}$|^EYJ[A-Z\d+/]{16,}={0,2}$/.test(letters)
  const headless = SIGNATURE.some((part) => letters.includes(part))
  if (!near && !folded && !headless) {
    return /^[\w+/]{2,}(?:[•●∙⦁○◦⚫█▪■·]{3,}|\*{4,}|…|\.{3,})[\w+/=]*$/.test(trimmed)
      ? MASK.test(trimmed)
        ? 'masked'
        : 'truncated'
      : null
  }
  if (MASK.test(trimmed)) return 'masked'
  if (ELLIPSIS.test(trimmed)) return 'truncated'
  if (folded) return 'altered'
  if (!near) return 'truncated'
  return endsEarly(glyphs, near.to) ? 'truncated' : 'altered'
}

const lettersOf = (text: string): string => (text.length > 100_000 ? '' : text.replace(/[\s"'`<>]+/g, ''))

/** The JSON was sound up to the last letter before a blank, or before the end. */
function endsEarly(glyphs: Glyphs, to: number): boolean {
  if (to >= glyphs.length) return true
  let at = to
  for (let back = 0; back < 4 && isLetter(codeAt(glyphs, at - 1)); back++) at--
  return !isLetter(codeAt(glyphs, at - 1)) && codeAt(glyphs, to) < 0x7f
}

import { CAUSE_CODES, type CauseCode } from './cause-codes.ts'
import type { Conclusion } from './diagnosis.ts'

/** Crockford's base 32: no I, L, O and U, which sound or look like others (https://www.crockford.com/base32.html). */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SLOTS = 3
const SLOT_BITS = 8
const CHECK_BITS = 6

/**
 * Six characters for the telephone, such as `K7F-3A9`: the headline and up to two other causes, and six bits that find a
 * misheard character. A cause is its place in `CAUSE_CODES` plus one, so that list may grow at its end only.
 */
export function supportCodeOf({ headline, others }: Conclusion): string {
  // without a headline the first slot stays empty
  const causes = [headline, ...others]
  const slots = Array.from({ length: SLOTS }, (_, slot) => placeOf(causes[slot] ?? null))
  const value = slots.reduce((bits, slot) => bits * 2 ** SLOT_BITS + slot, 0)
  const code = digitsOf(value * 2 ** CHECK_BITS + checkOf(value))
  return `${code.slice(0, 3)}-${code.slice(3)}`
}

/** The meaning of a code; null for a misheard code or other text. Takes O for 0, I and L for 1, any case and blanks. */
export function readSupportCode(text: string): Conclusion | null {
  const characters = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (!/^[0-9A-HJKMNP-TV-Z]{6}$/.test(characters)) return null
  const bits = characters.split('').reduce((sum, character) => sum * DIGITS.length + DIGITS.indexOf(character), 0)
  const value = Math.floor(bits / 2 ** CHECK_BITS)
  if (bits % 2 ** CHECK_BITS !== checkOf(value)) return null
  const slots = Array.from(
    { length: SLOTS },
    (_, slot) => Math.floor(value / 2 ** (SLOT_BITS * (SLOTS - 1 - slot))) % 2 ** SLOT_BITS,
  )
  const causes = slots.map((place) => CAUSE_CODES[place - 1] ?? null)
  return { headline: causes[0] ?? null, others: causes.slice(1).filter((cause) => cause !== null) }
}

const placeOf = (cause: CauseCode | null): number => (cause === null ? 0 : CAUSE_CODES.indexOf(cause) + 1)

function digitsOf(bits: number): string {
  let left = bits
  let characters = ''
  for (let place = 0; place < 6; place += 1) {
    characters = DIGITS.charAt(left % DIGITS.length) + characters
    left = Math.floor(left / DIGITS.length)
  }
  return characters
}

/** The remainder by the prime 61 finds every single wrong character and every two that changed places. */
const checkOf = (value: number): number => value % 61

import { CAUSE_CODES, type CauseCode } from './cause-codes.ts'
import type { Conclusion } from './diagnosis.ts'

/** Crockford's base 32: no I, L, O and U, which sound or look like others (https://www.crockford.com/base32.html). */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SLOTS = 3
const SLOT_BITS = 8
const CHECK_BITS = 6

/**
 * Six signs for the telephone, as `K7F-3A9`: the headline and up to two other causes, and six bits that find a
 * misheard sign. A cause is its place in `CAUSE_CODES` plus one, so that list may grow at its end only.
 */
export function supportCodeOf({ headline, others }: Conclusion): string {
  // without a headline the first slot stays empty
  const causes = [headline, ...others]
  const slots = Array.from({ length: SLOTS }, (_, slot) => placeOf(causes[slot] ?? null))
  const told = slots.reduce((bits, slot) => bits * 2 ** SLOT_BITS + slot, 0)
  const code = signsOf(told * 2 ** CHECK_BITS + checkOf(told))
  return `${code.slice(0, 3)}-${code.slice(3)}`
}

/** What a code stands for; null for one that was misheard, or is none. Takes O for 0, I and L for 1, any case and blanks. */
export function readSupportCode(text: string): Conclusion | null {
  const signs = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (!/^[0-9A-HJKMNP-TV-Z]{6}$/.test(signs)) return null
  const bits = signs.split('').reduce((sum, sign) => sum * SIGNS.length + SIGNS.indexOf(sign), 0)
  const told = Math.floor(bits / 2 ** CHECK_BITS)
  if (bits % 2 ** CHECK_BITS !== checkOf(told)) return null
  const slots = Array.from(
    { length: SLOTS },
    (_, slot) => Math.floor(told / 2 ** (SLOT_BITS * (SLOTS - 1 - slot))) % 2 ** SLOT_BITS,
  )
  const causes = slots.map((place) => CAUSE_CODES[place - 1] ?? null)
  return { headline: causes[0] ?? null, others: causes.slice(1).filter((cause) => cause !== null) }
}

const placeOf = (cause: CauseCode | null): number => (cause === null ? 0 : CAUSE_CODES.indexOf(cause) + 1)

function signsOf(bits: number): string {
  let left = bits
  let signs = ''
  for (let sign = 0; sign < 6; sign += 1) {
    signs = SIGNS.charAt(left % SIGNS.length) + signs
    left = Math.floor(left / SIGNS.length)
  }
  return signs
}

/** The remainder by the prime 61 finds every single wrong sign and every two that changed places. */
const checkOf = (told: number): number => told % 61

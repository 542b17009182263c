import { CAUSE_CODES, type CauseCode } from './cause-codes.ts'
import type { Conclusion } from './diagnosis.ts'
import { STORAGES, type Storage } from './storage.ts'
import { STATES, type State } from './verdict.ts'

/** Crockford's base 32: no I, L, O and U, which sound or look like others (https://www.crockford.com/base32.html). */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What the page knows of its instance beside the causes. */
export type PageFacts = {
  state: State
  storage: Storage
  /** The built-in instance, whose answers are not GLPI Network's. */
  isPractice: boolean
  /** Latchkey's own, as `0.1.0`; null where it does not fit into a code. */
  version: string | null
}

/** The meaning of a code. `page` is null in the code of a run, which knows causes alone. `isNewer`: a part of it is not known here. */
export type SupportCodeContent = Conclusion & { page: PageFacts | null; isNewer: boolean }

/**
 * Six characters for a run, such as `K7F-3A9`: the headline and up to two other causes, and six bits that find a
 * misheard character. A cause is its place in `CAUSE_CODES` plus one, so that list may grow at its end only.
 */
export function supportCodeOf({ headline, others }: Conclusion): string {
  // without a headline the first slot stays empty
  const causes = [headline, ...others]
  const value = packed([0, 1, 2].map((slot) => ({ value: placeOf(causes[slot] ?? null), bits: 8 })))
  return inGroups(digitsOf(value * 2 ** RUN_CHECK_BITS + (value % RUN_PRIME), 6))
}

/** Nine characters for a page: what is the matter, the state, where the key stands in GLPI, and the version. `STATES` and `STORAGES` may grow at their ends only. */
export function pageCodeOf(
  { headline, others }: Conclusion,
  { state, storage, isPractice, version }: PageFacts,
): string {
  const [major, minor, patch] = partsOfVersion(version)
  const value = packed([
    { value: STATES.indexOf(state), bits: 4 },
    { value: STORAGES.indexOf(storage), bits: 3 },
    { value: isPractice ? 1 : 0, bits: 1 },
    { value: placeOf(headline), bits: 8 },
    { value: placeOf(others[0] ?? null), bits: 8 },
    { value: major, bits: 4 },
    { value: minor, bits: 6 },
    { value: patch, bits: 6 },
  ])
  const digits = digitsOf(value, PAGE_DIGITS).map((digit, at) => digit ^ (MASK[at] ?? 0))
  return inGroups([...digits, checkDigitOf(digits)])
}

/** The meaning of a code; null for a misheard code or other text. Takes O for 0, I and L for 1, any case and blanks. */
export function readSupportCode(text: string): SupportCodeContent | null {
  const characters = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (!/^[0-9A-HJKMNP-TV-Z]*$/.test(characters)) return null
  const digits = characters.split('').map((character) => DIGITS.indexOf(character))
  if (digits.length === 6) return readRunCode(digits)
  return digits.length === PAGE_DIGITS + 1 ? readPageCode(digits) : null
}

/** The remainder by a prime finds every single wrong character and every two that changed places. */
const RUN_PRIME = 61
const RUN_CHECK_BITS = 6

function readRunCode(digits: readonly number[]): SupportCodeContent | null {
  const bits = valueOf(digits)
  const value = Math.floor(bits / 2 ** RUN_CHECK_BITS)
  if (bits % 2 ** RUN_CHECK_BITS !== value % RUN_PRIME) return null
  return { ...conclusionOf(unpacked(value, [8, 8, 8])), page: null }
}

const PAGE_DIGITS = 8
/** Without it a healthy page would have one zero after another to read out. */
const MASK = [19, 6, 28, 11, 23, 2, 14, 25]
/** 15.63.63: what is larger than fits. */
const UNKNOWN_VERSION = [15, 63, 63] as const

function readPageCode(digits: readonly number[]): SupportCodeContent | null {
  const [told, check] = [digits.slice(0, PAGE_DIGITS), digits[PAGE_DIGITS]]
  if (check !== checkDigitOf(told)) return null
  const value = valueOf(told.map((digit, at) => digit ^ (MASK[at] ?? 0)))
  const [state = 0, storage = 0, practice, headline = 0, other = 0, ...version] = unpacked(
    value,
    [4, 3, 1, 8, 8, 4, 6, 6],
  )
  const { isNewer, ...conclusion } = conclusionOf([headline, other])
  const knownState = STATES[state]
  const knownStorage = STORAGES[storage]
  // nothing else can be said of a page whose state has no name here
  if (knownState === undefined || knownStorage === undefined) return { ...conclusion, page: null, isNewer: true }
  const isKnown = version.some((part, at) => part !== UNKNOWN_VERSION[at])
  const page = {
    state: knownState,
    storage: knownStorage,
    isPractice: practice === 1,
    version: isKnown ? version.join('.') : null,
  }
  return { ...conclusion, page, isNewer }
}

function conclusionOf(places: readonly number[]): Conclusion & { isNewer: boolean } {
  const causes = places.map((place) => CAUSE_CODES[place - 1] ?? null)
  return {
    headline: causes[0] ?? null,
    others: causes.slice(1).filter((cause) => cause !== null),
    isNewer: places.some((place) => place > CAUSE_CODES.length),
  }
}

const placeOf = (cause: CauseCode | null): number => (cause === null ? 0 : CAUSE_CODES.indexOf(cause) + 1)

function partsOfVersion(version: string | null): readonly [number, number, number] {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)/.exec(version ?? '') ?? []
  const parts = [Number(major), Number(minor), Number(patch)] as const
  return parts.every((part, at) => part <= (UNKNOWN_VERSION[at] ?? 0)) ? parts : UNKNOWN_VERSION
}

/**
 * Each digit weighs another power of 2 in the field of 32 elements, and the sum is to be zero: that finds every single wrong character and
 * every two that changed places, neighbours or not.
 */
const checkDigitOf = (digits: readonly number[]): number =>
  digits.reduce((sum, digit, at) => sum ^ timesPowerOfTwo(digit, at + 1), 0)

/** Doubles in GF(32), whose polynomial is x⁵ + x² + 1. */
function timesPowerOfTwo(digit: number, power: number): number {
  let product = digit
  for (let times = 0; times < power; times += 1) product = product < 16 ? product * 2 : (product * 2) ^ 0b100101
  return product
}

type Field = { value: number; bits: number }

const packed = (fields: readonly Field[]): number => fields.reduce((sum, { value, bits }) => sum * 2 ** bits + value, 0)

function unpacked(value: number, widths: readonly number[]): number[] {
  let left = value
  return widths
    .toReversed()
    .map((bits) => {
      const part = left % 2 ** bits
      left = Math.floor(left / 2 ** bits)
      return part
    })
    .toReversed()
}

const digitsOf = (value: number, count: number): number[] =>
  unpacked(
    value,
    Array.from({ length: count }, () => 5),
  )

const valueOf = (digits: readonly number[]): number => packed(digits.map((value) => ({ value, bits: 5 })))

const inGroups = (digits: readonly number[]): string =>
  digits
    .map((digit) => DIGITS.charAt(digit))
    .join('')
    .replace(/...(?=.)/g, '$&-')

/** The alphabet of radio traffic; digits are read in one's own language. */
const SPELLED =
  'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu'.split(
    ' ',
  )

/** A code as it is read out: `K7F-3A9` is Kilo 7 Foxtrot, 3 Alfa 9. One line a group. */
export const spelledOut = (code: string): string[] =>
  code
    .split('-')
    .map((group) => group.replace(/./g, (character, at: number) => `${at > 0 ? ' ' : ''}${wordOf(character)}`))

const wordOf = (character: string): string => SPELLED.find((word) => word.startsWith(character)) ?? character

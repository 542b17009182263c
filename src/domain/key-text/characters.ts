export const LF = 0x0a
export const CR = 0x0d
export const BLANK = 0x20
export const EXCLAMATION = 0x21
export const PLUS = 0x2b
export const DOT = 0x2e
export const LESS_THAN = 0x3c
export const EQUALS = 0x3d
export const GREATER_THAN = 0x3e
export const OPEN_BRACE = 0x7b
export const CLOSE_BRACE = 0x7d
/** The bit that tells a small ASCII letter from its capital. */
export const CASE_BIT = 0x20

export const isBlank = (code: number): boolean => code === BLANK || code === 0x09
export const isBreak = (code: number): boolean => code === LF || code === CR

/** White space that `trim()` of PHP leaves alone. */
export const isUnicodeSpace = (code: number): boolean =>
  code === 0xa0 ||
  (code >= 0x2000 && code <= 0x200a) ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x3000 ||
  code === 0x1680

export const isUnicodeBreak = (code: number): boolean =>
  code === 0x2028 || code === 0x2029 || code === 0x85 || code === 0x0b || code === 0x0c

/** Control characters that neither part words nor lines. */
const isControl = (code: number): boolean =>
  (code < 0x20 && !isBlank(code) && !isBreak(code) && !isUnicodeBreak(code)) ||
  (code >= 0x7f && code < 0xa0 && code !== 0x85)

/** Byte order mark, soft hyphen, joiners, marks of writing direction, variation selectors, control characters. */
export const isInvisible = (code: number): boolean =>
  isControl(code) ||
  code === 0xad ||
  code === 0xfeff ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  code === 0x034f ||
  code === 0x061c ||
  code === 0x180e

const QUOTES = new Uint8Array(0x3010)
for (const quote of '"\'`´<>()[]{}“”„‟‘’‚‛«»‹›「」') QUOTES[quote.charCodeAt(0)] = 1

/** Quotation marks and brackets that stand around a key. */
export const isQuote = (code: number): boolean => QUOTES[code] === 1

/** Cyrillic and Greek letters drawn like a Latin one, each followed by it. */
const LOOKALIKES =
  'аaАAВBсcСCԁdеeЕEһhНHіiІIјjЈJкkКKМMоoОOрpРPԛqѕsЅSТTυuѵvѴVԝwԜWхxХXуyУYҮYΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνvιiκkρpαaϲcϹCϳjͿJ'

const LATIN = new Map<number, number>()
for (let i = 0; i < LOOKALIKES.length; i += 2) LATIN.set(LOOKALIKES.charCodeAt(i), LOOKALIKES.charCodeAt(i + 1))

/** The Latin letter that a Cyrillic or Greek one is taken for. */
export const latinFor = (code: number): number | undefined =>
  code >= 0x0370 && code <= 0x052f ? LATIN.get(code) : undefined

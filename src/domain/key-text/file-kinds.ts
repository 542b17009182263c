import type { WrongSecret } from './kinds.ts'

/** Bytes that are no UTF-8 came out as U+FFFD, or as the characters of windows-1252 and Latin-1. */
const LOST = '[\\ufffd\\x80-\\xff‰‹Œ]'

/** How files begin that are no text, read as one (their makers' formats; the PRONOM registry lists them all). */
const BEGINNINGS: [WrongSecret, RegExp][] = [
  ['pdf', /^\s{0,8}(?:\ufeff|ï»¿)?%PDF-\d/],
  ['word-document', /^PK\x03\x04[^]*(?:word\/|opendocument\.text)/],
  ['other-file', /^PK\x03\x04[^]*(?:xl\/workbook|xl\/worksheets|ppt\/slides|opendocument\.(?:spreadsheet|presentation))/],
  ['archive', /^PK(?:\x03\x04|\x05\x06)/],
  ['word-document', /^(?:\ufffd\ufffd\x11\u0871\x1a|ÐÏ\x11à¡±\x1aá)[^]*(?:W\0?o\0?r\0?d\0?D\0?o\0?c|MSWordDoc|Microsoft Word)/],
  ['other-file', /^(?:\ufffd\ufffd\x11\u0871\x1a|ÐÏ\x11à¡±\x1aá)/],
  ['picture', new RegExp(`^(?:${LOST}PNG\\r?\\n\\x1a?|GIF8[79]a|RIFF[^]{4,8}WEBP|\\x00\\x00\\x00[^]{1,2}ftyp(?:heic|heix|mif1|avif|hevc))`)],
  ['picture', new RegExp(`^${LOST}{3,4}[^]{0,12}(?:JFIF|Exif|ICC_PROFILE|Adobe|Photoshop)`)],
  ['picture', /^(?:ÿØÿ|\ufffd\ufffd\ufffd[\ufffdàáâÛî]\0)|^BM[^]{4,12}\0{4}[^]{1,4}\0{3}|^(?:II\*\0|MM\0\*)/],
  ['archive', new RegExp(`^(?:\\x1f${LOST}\\x08|7z${LOST}{2}'\\x1c|Rar!\\x1a\\x07|${LOST}7zXZ\\0|BZh\\d1AY&SY|\\(\\ufffd?µ?/${LOST})`)],
  ['other-file', /^(?:SQLite format 3\0|\x7fELF|MZ[^]{1,4}\0)/],
]
/** No sign of an archive is looked for further in. */
const LOOKED_AT = 65_536

/** What kind of file a text is that was no text; null for one that is. */
export function fileKindOf(text: string): WrongSecret | null {
  const beginning = text.slice(0, LOOKED_AT)
  return BEGINNINGS.find(([, shape]) => shape.test(beginning))?.[0] ?? null
}

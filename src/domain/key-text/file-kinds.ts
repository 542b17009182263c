import type { WrongSecret } from './kinds.ts'

/** What shows a file's kind. */
const SIGNATURE = 64
/** How far into an archive its file names are searched for. */
const NAMES = 65_536

const ZIP = /^PK\^[CE]\^[DF]/
/** Old Word, Excel and PowerPoint, and a mail of Outlook. */
const OLE = /^\?\?\^Q\?{1,3}\^Z\?/

/** How files begin that are no text (PRONOM lists them all), in the characters of `shown`. */
const BEGINNINGS: [WrongSecret, RegExp][] = [
  ['pdf', /^(?:[ ?]|\^[MJI]){0,8}%PDF-\d/],
  ['picture', /^(?:\?PNG\^M?\^J|GIF8[79]a|RIFF.{4,12}WEBP|(?:\^@){3}.{1,3}ftyp(?:heic|heix|mif1|avif|hevc))/],
  ['picture', /^\?{3,4}.{0,16}(?:JFIF|Exif|ICC_PROFILE|Adobe|Photoshop)/],
  ['picture', /^\?{3,4}\^@(?:\^.|.)|^BM.{4,12}(?:\^@){4}|^(?:II\*\^@|MM\^@\*)/],
  ['archive', /^(?:\^_\?\^H|7z\?\?'\^\\|Rar!\^Z\^G|\?7zXZ\^@|BZh\dAY&SY|\(\??\?\/\?)/],
  ['other-file', /^(?:SQLite format 3\^@|\^\?ELF|MZ.{1,4}\^@)/],
]

/** What kind of file a text is that was no text; null for one that is. */
export function fileKindOf(text: string): WrongSecret | null {
  const beginning = shown(text.slice(0, SIGNATURE))
  if (ZIP.test(beginning)) {
    const names = text.slice(0, NAMES)
    if (/word\/|opendocument\.text/.test(names)) return 'word-document'
    return /xl\/|ppt\/|opendocument\./.test(names) ? 'other-file' : 'archive'
  }
  if (OLE.test(beginning))
    return /WordDocument|MSWordDoc|Microsoft Word/.test(text.replaceAll('\0', '')) ? 'word-document' : 'other-file'
  return BEGINNINGS.find(([, shape]) => shape.test(beginning))?.[0] ?? null
}

/**
 * Control characters as a terminal shows them, `^@` to `^_` and `^?`; `?` for all beyond ASCII: bytes that are no UTF-8
 * came out as U+FFFD, or as characters of windows-1252.
 */
const shown = (text: string): string =>
  text.replace(/[^ -~]/g, (character) => {
    const code = character.charCodeAt(0)
    return code > 0x7f ? '?' : `^${String.fromCharCode(code ^ 0x40)}`
  })

/** Is a text of one character a byte strict UTF-8: no overlong forms, no surrogates, nothing past U+10FFFF. */
export function isUtf8(bytes: string): boolean {
  // a regular expression passes over ASCII several times faster than a loop
  const beyondAscii = /[^\0-\x7f]/g
  while (beyondAscii.test(bytes)) {
    let at = beyondAscii.lastIndex - 1
    while (bytes.charCodeAt(at) > 0x7f) {
      const length = sequenceAt(bytes, at)
      if (length === 0) return false
      at += length
    }
    beyondAscii.lastIndex = at
  }
  return true
}

/** Bytes of the sequence that begins at `at`; 0 where none does. */
function sequenceAt(bytes: string, at: number): number {
  const lead = bytes.charCodeAt(at)
  const more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0
  let point = lead & (0x3f >> more)
  for (let i = at + 1; i <= at + more; i++) {
    const next = bytes.charCodeAt(i)
    if (next >> 6 !== 2) return 0
    point = (point << 6) | (next & 0x3f)
  }
  if (more === 2 && (point < 0x800 || point >> 11 === 0x1b)) return 0
  if (more === 3 && (point < 0x10000 || point > 0x10ffff)) return 0
  return more === 0 ? 0 : more + 1
}

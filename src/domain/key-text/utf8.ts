/** Is a text of one character a byte strict UTF-8: no overlong forms, no surrogates, nothing past U+10FFFF. */
export function isUtf8(bytes: string): boolean {
  const { length } = bytes
  for (let at = 0; at < length; at++) {
    const lead = bytes.charCodeAt(at)
    if (lead < 0x80) continue
    const more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0
    if (more === 0) return false
    let point = lead & (0x3f >> more)
    for (let left = more; left > 0; left--) {
      const next = bytes.charCodeAt(++at)
      if (next >> 6 !== 2) return false
      point = (point << 6) | (next & 0x3f)
    }
    if (more === 2 && (point < 0x800 || point >> 11 === 0x1b)) return false
    if (more === 3 && (point < 0x10000 || point > 0x10ffff)) return false
  }
  return true
}

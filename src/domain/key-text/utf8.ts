const CHUNK = 8192

/** Strict UTF-8 (no overlong forms, no surrogates, nothing past U+10FFFF); null for anything else. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  for (let at = 0; at < bytes.length; at++) if (bytes[at]! > 0x7f) return decodeMultibyte(bytes)
  return toText(bytes)
}

function decodeMultibyte(bytes: Uint8Array): string | null {
  const units = new Uint16Array(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at++]!
    if (lead < 0x80) {
      units[length++] = lead
      continue
    }
    const more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0
    if (more === 0) return null
    let point = lead & (0x3f >> more)
    for (let left = more; left > 0; left--) {
      const next = bytes[at++] ?? 0
      if (next >> 6 !== 2) return null
      point = (point << 6) | (next & 0x3f)
    }
    if (more === 2 && (point < 0x800 || point >> 11 === 0x1b)) return null
    if (more === 3 && (point < 0x10000 || point > 0x10ffff)) return null
    if (more === 3) units[length++] = 0xd7c0 + (point >> 10)
    units[length++] = more === 3 ? 0xdc00 | (point & 0x3ff) : point
  }
  return toText(units.subarray(0, length))
}

/** In pieces, because arguments are counted. */
function toText(units: Uint8Array | Uint16Array): string {
  let text = ''
  for (let at = 0; at < units.length; at += CHUNK) {
    text += String.fromCharCode.apply(null, units.subarray(at, at + CHUNK) as unknown as number[])
  }
  return text
}

const CHUNK = 8192

/** In pieces, because arguments are counted; by `Reflect.apply`, because spreading a typed array is ten times slower. */
export function toText(codes: number[] | Uint16Array): string {
  if (codes.length <= CHUNK) return Reflect.apply(String.fromCharCode, null, codes)
  let text = ''
  for (let at = 0; at < codes.length; at += CHUNK) text += toText(codes.slice(at, at + CHUNK))
  return text
}

const CHUNK = 8192

/** In pieces, because arguments are counted. */
export function toText(codes: number[] | Uint16Array): string {
  let text = ''
  for (let at = 0; at < codes.length; at += CHUNK) text += String.fromCharCode(...codes.slice(at, at + CHUNK))
  return text
}

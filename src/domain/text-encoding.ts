/** 1 MiB, in UTF-16 units: the longest text anyone may paste. What is sent of it is far shorter. */
export const MAX_PASTE_CHARACTERS = 1_048_576

/** A WHATWG encoding label, for `TextDecoder`. */
export type TextEncodingLabel = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const CRYPT_KEY_BYTES = 32

/**
 * How to read a file that should hold a key: by its byte order mark, by the zero bytes of UTF-16 without one, else UTF-8.
 * 32 bytes that are no ASCII text are GLPI's own `glpicrypt.key`: byte for byte, so that it can be recognised.
 */
export function encodingOf(bytes: Uint8Array): TextEncodingLabel {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (bytes.length === CRYPT_KEY_BYTES && bytes.some((byte) => byte < 0x20 || byte > 0x7e)) return 'windows-1252'
  if (first !== 0 && second === 0) return 'utf-16le'
  if (first === 0 && second !== 0) return 'utf-16be'
  return 'utf-8'
}

// every runtime has it, and no `lib` or type package of this folder names it
declare const atob: (text: string) => string

/** Bytes as one character each, from base64 or base64url, whatever else stands between its letters. */
export function fromBase64(text: string): string {
  const letters = text
    .replace(/[^\w+/-]/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
  // one letter over is no byte
  return atob(letters.length % 4 === 1 ? letters.slice(0, -1) : letters)
}

/** Bytes as one character each, from hexadecimal digits; half a byte at the end is left out. */
export const fromHex = (digits: string): string =>
  (digits.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('')

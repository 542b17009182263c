const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Written apart from the code it tests, and the slow way. */
export function encodeBase64(text: string): string {
  const bits = utf8(text)
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
  const groups = bits.match(/.{1,6}/g) ?? []
  const letters = groups.map((group) => ALPHABET.charAt(parseInt(group.padEnd(6, '0'), 2))).join('')
  return letters.padEnd(Math.ceil(letters.length / 4) * 4, '=')
}

function utf8(text: string): number[] {
  return [...encodeURIComponent(text).matchAll(/%(..)|(.)/gs)].map(([, hex, letter]) =>
    hex === undefined ? letter!.charCodeAt(0) : parseInt(hex, 16),
  )
}

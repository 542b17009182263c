/**
 * The number of an IPv4 address in any spelling that the C library's `inet_aton` takes, which is what a resolver is handed: one to
 * four parts, each decimal, octal (`0251`) or hexadecimal (`0xa9`), the last one as wide as what is left. null for anything else.
 */
export function readIPv4(text: string): number | null {
  const parts = text.replace(/\.$/, '').split('.')
  if (parts.length > 4) return null
  const numbers = parts.map(readPart)
  let address = 0
  for (const [place, number] of numbers.entries()) {
    const width = place === numbers.length - 1 ? 256 ** (5 - numbers.length) : 256
    if (number === null || number >= width) return null
    address = address * width + number
  }
  return address
}

function readPart(text: string): number | null {
  if (/^0[xX][0-9a-fA-F]+$/.test(text)) return Number.parseInt(text, 16)
  if (/^0[0-7]*$/.test(text)) return Number.parseInt(text, 8)
  return /^[1-9][0-9]*$/.test(text) ? Number(text) : null
}

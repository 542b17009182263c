/** Of an address that Latchkey refuses to connect to; the system has no code for that. */
export const ADDRESS_REFUSED = 'ADDRESS_REFUSED'

/**
 * Is this an address, in whatever spelling, that Latchkey never connects to? Link-local ones, those where clouds tell their machines'
 * secrets, those of many machines and of none. Loopback and private ones are fine: GLPI lives there. A name is no address: ask again
 * with what it resolves to.
 */
export function isForbiddenAddress(host: string): boolean {
  const text = host.normalize('NFKC').replaceAll('。', '.').trim()
  const four = readIPv4(text)
  if (four !== null) return isForbiddenIPv4(four)
  const six = readIPv6(text)
  return six !== null && isForbiddenIPv6(six)
}

const v4 = (dotted: string): number => readIPv4(dotted) ?? 0
const group = (groups: readonly number[], place: number): number => groups[place] ?? 0

/** RFC 1122 (this network), 3927 (link-local), 5771 (multicast), 919 (broadcast). */
const RANGES: [network: number, bits: number][] = [
  [v4('0.0.0.0'), 8],
  [v4('169.254.0.0'), 16],
  [v4('224.0.0.0'), 4],
  [v4('255.255.255.255'), 32],
  // metadata of Alibaba, Azure and Oracle outside 169.254
  [v4('100.100.100.200'), 32],
  [v4('168.63.129.16'), 32],
  [v4('192.0.0.192'), 32],
]

const isForbiddenIPv4 = (address: number): boolean =>
  RANGES.some(([network, bits]) => address >>> (32 - bits) === network >>> (32 - bits))

/** Metadata of Google and Oracle over IPv6. */
const METADATA = new Set(['fd20:ce::254', 'fd00:c1::a9fe:a9fe'].map((text) => readIPv6(text)?.join()))

/** AWS keeps this network, fd00:ec2::/32, for services of a machine: its metadata at ::254, names at ::253, clocks at ::123. */
const isOfAws = (groups: readonly number[]): boolean => group(groups, 0) === 0xfd00 && group(groups, 1) === 0xec2

function isForbiddenIPv6(groups: readonly number[]): boolean {
  const first = group(groups, 0)
  // fe80::/10 and ff00::/8
  if ((first & 0xffc0) === 0xfe80 || first >>> 8 === 0xff) return true
  if (groups.every((one) => one === 0) || isOfAws(groups) || METADATA.has(groups.join())) return true
  return carriedIPv4(groups).some(isForbiddenIPv4)
}

/** IPv4 addresses that an IPv6 one stands for, by every scheme that puts one into it. */
function carriedIPv4(groups: readonly number[]): number[] {
  const at = (place: number) => ((group(groups, place) << 16) | group(groups, place + 1)) >>> 0
  const starts = (...with_: number[]) => with_.every((one, place) => group(groups, place) === one)
  const carried: number[] = []
  const low = at(6)
  // ::ffff:0:0/96 (RFC 4291), ::ffff:0:0:0/96 (RFC 2765), and ::/96, but for ::1
  if (starts(0, 0, 0, 0, 0, 0xffff) || starts(0, 0, 0, 0, 0xffff, 0)) carried.push(low)
  if (starts(0, 0, 0, 0, 0, 0) && low !== 1) carried.push(low)
  // NAT64: 64:ff9b::/96 (RFC 6052), 64:ff9b:1::/48 (RFC 8215) with prefixes of 48, 56, 64 and 96 bits
  if (starts(0x64, 0xff9b, 0, 0, 0, 0)) carried.push(low)
  if (starts(0x64, 0xff9b, 1)) carried.push(low, ...acrossByte8(groups))
  // 6to4 (RFC 3056), Teredo's server and its client, inverted (RFC 4380), ISATAP (RFC 5214)
  if (starts(0x2002)) carried.push(at(1))
  if (starts(0x2001, 0)) carried.push(at(2), ~low >>> 0)
  if ((group(groups, 4) & 0xfdff) === 0 && group(groups, 5) === 0x5efe) carried.push(low)
  return carried
}

/** RFC 6052, 2.2: the ninth byte is left free in the midst of the address. */
function acrossByte8(groups: readonly number[]): number[] {
  const bytes = groups.flatMap((one) => [one >>> 8, one & 0xff]).filter((_, place) => place !== 8)
  return [6, 7, 8].map((from) => bytes.slice(from, from + 4).reduce((address, byte) => address * 256 + byte, 0))
}

/** The eight groups of an IPv6 address (RFC 4291, 2.2), with or without brackets and zone; null for anything else. */
function readIPv6(text: string): number[] | null {
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/s, '')
  const hex = withoutDotted(bare)
  if (hex === null || !/^[0-9a-f:]+$/i.test(hex)) return null
  const halves = hex.split('::')
  if (halves.length > 2) return null
  const [head = [], tail = []] = halves.map(groupsOf)
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail]
  return groups.every((digits) => /^[0-9a-f]{1,4}$/i.test(digits))
    ? groups.map((digits) => Number.parseInt(digits, 16))
    : null
}

function groupsOf(half: string): string[] {
  return half === '' ? [] : half.split(':')
}

/** The last two groups may be written as an IPv4 address. */
function withoutDotted(text: string): string | null {
  const dotted = /^(.*:)([0-9]+(?:\.[0-9]+){3})$/.exec(text)
  if (!dotted) return text.includes(':') ? text : null
  const [, start = '', end = ''] = dotted
  const address = readIPv4(end)
  return address === null ? null : `${start}${(address >>> 16).toString(16)}:${(address & 0xffff).toString(16)}`
}

/**
 * The number of an IPv4 address in any spelling that the C library's `inet_aton` takes, which is what a resolver is handed: one to
 * four parts, each decimal, octal (`0251`) or hexadecimal (`0xa9`), the last one as wide as what is left. null for anything else.
 */
function readIPv4(text: string): number | null {
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

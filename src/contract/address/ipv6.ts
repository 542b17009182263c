import { readIPv4 } from './ipv4.ts'

/** The eight groups of an IPv6 address (RFC 4291, 2.2), with or without brackets and zone; null for anything else. */
export function readIPv6(text: string): number[] | null {
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/s, '')
  const hex = withoutDotted(bare)
  if (hex === null || !/^[0-9a-f:]+$/i.test(hex)) return null
  const halves = hex.split('::')
  if (halves.length > 2) return null
  const [head = [], tail = []] = halves.map(groupsOf)
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail]
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : null
}

const groupsOf = (half: string): string[] => (half === '' ? [] : half.split(':'))

/** The last two groups may be written as an IPv4 address. */
function withoutDotted(text: string): string | null {
  const dotted = /^(.*:)([0-9]+(?:\.[0-9]+){3})$/.exec(text)
  if (!dotted) return text.includes(':') ? text : null
  const [, start = '', end = ''] = dotted
  const address = readIPv4(end)
  return address === null ? null : `${start}${(address >>> 16).toString(16)}:${(address & 0xffff).toString(16)}`
}

import { isIPv6 } from 'node:net'
import { withoutMapping } from './front.ts'

/** Hexadecimal groups, without leading zeros. */
const groupsIn = (text: string): string[] =>
  text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16).toString(16))

/** The address, or of IPv6 the network `a:b:c:d::/64`: a single customer has 2^64 addresses. '' where nobody knows. */
export function networkOf(address: string | null): string {
  const bare = withoutMapping(address ?? '')
  if (!isIPv6(bare)) return bare
  // what may be written like IPv4 is the end of it
  const [head = '', tail = ''] = bare
    .replace(/%.*/, '')
    .replace(/[\d.]+\.\d+$/, '0:0')
    .split('::')
  const [first, last] = [groupsIn(head), groupsIn(tail)]
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0')
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`
}

import { execFileSync } from 'node:child_process'
import { pathOf } from './parts.ts'

/** Where packets are dropped without a word. */
const DROPPED = '127.9.9.9'
const DROPPED_6 = 'fd00:1::9'
const RESET = '127.9.9.8'
const PROHIBITED = '127.9.9.7'
/** Only small packets come back from here. */
export const NARROW = '127.9.9.6'
/** Here one may listen for IPv6. */
export const HERE_6 = 'fd00:1::1'

/** Names of this network, `<name>.net.test` each: what its firewall and its routes do with their addresses. */
export const ADDRESSES = {
  dropped: [DROPPED],
  reset: [RESET],
  prohibited: [PROHIBITED],
  narrow: [NARROW],
  unreachable: ['198.51.100.1'],
  forbidden: ['198.51.101.1'],
  'no-route': ['203.0.113.1'],
  sinkhole: ['0.0.0.0'],
  six: [HERE_6],
  'six-dropped': [DROPPED_6],
  'six-no-route': ['2001:db8::1'],
  'six-of-two-dropped': ['127.0.0.1', DROPPED_6],
  'four-of-two-dropped': [DROPPED, HERE_6],
  'both-dropped': [DROPPED, DROPPED_6],
} as const

/** A filter of our own namespace: it ends with it. Loopback has packets of 64 KiB, a narrow link has 1500 bytes. */
const RULES = `table inet faults {
  chain input {
    type filter hook input priority 0; policy accept;
    ip daddr ${DROPPED} drop
    ip6 daddr ${DROPPED_6} drop
    ip daddr ${RESET} meta l4proto tcp reject with tcp reset
    ip daddr ${PROHIBITED} reject with icmpx admin-prohibited
    ip saddr ${NARROW} meta length > 1500 drop
  }
}
`

const ROUTES = [
  // with loopback addresses alone, AI_ADDRCONFIG (getaddrinfo(3)) takes a machine for one without IPv4
  ['addr', 'add', '192.0.2.10/32', 'dev', 'lo'],
  ['-6', 'addr', 'add', `${HERE_6}/64`, 'dev', 'lo', 'nodad'],
  ['-6', 'addr', 'add', `${DROPPED_6}/64`, 'dev', 'lo', 'nodad'],
  ['route', 'add', 'unreachable', '198.51.100.0/24'],
  ['route', 'add', 'prohibit', '198.51.101.0/24'],
]

/** Gives the namespace its addresses, routes and firewall. */
export function furnishNetwork(): void {
  for (const route of ROUTES) execFileSync(pathOf('ip'), route, { stdio: 'pipe' })
  execFileSync(pathOf('nft'), ['-f', '-'], { input: RULES, stdio: 'pipe' })
}

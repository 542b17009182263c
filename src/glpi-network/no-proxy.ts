import { BlockList, isIP } from 'node:net'
import { tidySetting } from '#contract/tidy-setting.ts'
import { portOf } from './path/connect.ts'
import { hostOf } from './path/resolve.ts'

/**
 * Whether `NO_PROXY` names this address. As curl reads it: names and what lies below them, leading and trailing dots aside; addresses
 * and blocks of them (`10.0.0.0/8`, `fd00::/8`); `*` for everything. What curl would pass over and other programs take is taken
 * too: `name:port`, `*.name`, `;` between entries, quotes, a scheme.
 */
export function isExcluded(target: URL, list: string): boolean {
  const host = bare(hostOf(target))
  const port = portOf(target)
  return tidySetting(list)
    .split(/[\s,;]+/)
    .map((entry) => entryOf(tidySetting(entry)))
    .some((entry) => (entry.port === null || entry.port === port) && covers(entry.name, host))
}

type Entry = { name: string; port: number | null }

function entryOf(text: string): Entry {
  const place = text
    .toLowerCase()
    .replace(/^[a-z][a-z\d+.-]*:\/\//, '')
    .replace(/\/+$/, '')
  // IPv6 has colons of its own: a port stands behind brackets only
  const [, bracketed, rest = ''] = /^\[([^\]]*)\](.*)$/.exec(place) ?? []
  if (bracketed !== undefined)
    return { name: `${bracketed}${/^\/\d+$/.test(rest) ? rest : ''}`, port: numberAfter(rest) }
  if (place.split(':').length > 2) return { name: place, port: null }
  const [name = '', digits] = place.split(':')
  return { name, port: digits === undefined ? null : numberAfter(`:${digits}`) }
}

/** A port that is none fits nothing. */
function numberAfter(rest: string): number | null {
  if (!rest.startsWith(':')) return null
  const digits = rest.slice(1)
  return /^\d+$/.test(digits) ? Number(digits) : Number.NaN
}

function covers(name: string, host: string): boolean {
  if (name === '*') return true
  if (isIP(host) !== 0) return coversAddress(name, host)
  const domain = bare(name.replace(/^\*?\./, ''))
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`))
}

/** Addresses are compared as numbers: one has many spellings. */
function coversAddress(name: string, host: string): boolean {
  const [address = '', bits] = name.split('/')
  const family = isIP(address)
  if (family === 0 || family !== isIP(host)) return false
  const [kind, whole] = family === 4 ? (['ipv4', 32] as const) : (['ipv6', 128] as const)
  const length = bits === undefined ? whole : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN
  if (!(length <= whole)) return false
  const block = new BlockList()
  block.addSubnet(address, length, kind)
  return block.check(host, kind)
}

/** The dot at the end of an absolute name is ignored. */
const bare = (name: string): string => name.toLowerCase().replace(/\.$/, '')

import { isIP, type AddressInfo } from 'node:net'
import { isLoopback } from '#glpi-network/proxy-choice.ts'

export type Addresses = {
  /** Opens on this machine. */
  url: string
  port: number
  isOnEveryAddress: boolean
  isLoopback: boolean
}

/** These stand for every address of a machine (RFC 6890), and are none that a browser could go to. */
const UNSPECIFIED = new Set(['0.0.0.0', '0', '::', '::ffff:0.0.0.0'])

/** What stands for a host in an address that opens. */
export function openableHost(host: string): string {
  if (UNSPECIFIED.has(host)) return 'localhost'
  return isIP(host) === 6 ? `[${host}]` : host
}

export function addressesOf({ address, port }: Pick<AddressInfo, 'address' | 'port'>): Addresses {
  const host = openableHost(address)
  const isOnEveryAddress = UNSPECIFIED.has(address)
  return { url: `http://${host}:${port}`, port, isOnEveryAddress, isLoopback: !isOnEveryAddress && isLoopback(host) }
}

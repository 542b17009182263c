import { isIP, type AddressInfo } from 'node:net'
import { isLoopback } from '#contract/loopback.ts'
import type { ServerSettings } from '#server/settings.ts'

export type Addresses = {
  /** Opens on this machine. */
  url: string
  port: number
  isOnEveryAddress: boolean
  isLoopback: boolean
}

/** These mean every address of a machine (RFC 6890); a browser cannot open them. */
const UNSPECIFIED = new Set(['0.0.0.0', '0', '::', '::ffff:0.0.0.0'])

const schemeOf = (isOverTls: boolean): string => (isOverTls ? 'https:' : 'http:')

/** What stands for a host in an address that opens. */
export function openableHost(host: string): string {
  if (UNSPECIFIED.has(host)) return 'localhost'
  return isIP(host) === 6 ? `[${host}]` : host
}

/** The address that people open: the one that is set, else that of the last start, else where it would listen. */
export const addressToOpen = (
  { publicUrl, basePath, host, port, tls }: Pick<ServerSettings, 'publicUrl' | 'basePath' | 'host' | 'port' | 'tls'>,
  lastAddress: string | null,
): string => publicUrl ?? lastAddress ?? `${schemeOf(tls !== null)}//${openableHost(host)}:${port}${basePath}`

export function addressesOf({ address, port }: Pick<AddressInfo, 'address' | 'port'>, isOverTls = false): Addresses {
  const host = openableHost(address)
  const isOnEveryAddress = UNSPECIFIED.has(address)
  return {
    url: `${schemeOf(isOverTls)}//${host}:${port}`,
    port,
    isOnEveryAddress,
    isLoopback: !isOnEveryAddress && isLoopback(host),
  }
}

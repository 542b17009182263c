import { BlockList, isIP } from 'node:net'
import { hostname } from 'node:os'
import { isLoopback } from '#contract/loopback.ts'
import type { ServerSettings } from './settings.ts'

/** What is in front of the gateway: the names that people open it by, and the proxies that speak for them. */
export type Front = {
  /** @param name as `URL.hostname` has it: without a port, IPv6 in brackets. */
  isOurName(name: string): boolean
  /** @param address of the other end of a connection. */
  isTrustedProxy(address: string): boolean
  /** The origin in `LATCHKEY_PUBLIC_URL`; null without one. */
  publicOrigin: string | null
}

/** A socket for both kinds of address gives IPv4 as `::ffff:127.0.0.1`. */
export const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

const inUrl = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host)

/**
 * The names that a browser may have opened us by. A page of another site cannot have an address for a name, so that every address is
 * allowed; with any other name, its own may lead here since a moment ago (DNS rebinding).
 */
function namesOf({ host, publicUrl }: Pick<ServerSettings, 'host' | 'publicUrl'>): ReadonlySet<string> {
  const names = [hostname(), ...(publicUrl === null ? [] : [new URL(publicUrl).hostname])]
  return new Set([...names, host].map((name) => name.toLowerCase()))
}

const isAddress = (name: string): boolean => isIP(name.replace(/^\[(.*)\]$/, '$1')) > 0

/** Without `LATCHKEY_TRUSTED_PROXY`, a proxy on this machine is trusted where the settings say that there is one. */
export function createFront(
  settings: Pick<ServerSettings, 'host' | 'publicUrl' | 'basePath' | 'trustedProxies'>,
  moreNames: (name: string) => boolean = () => false,
): Front {
  const { publicUrl, basePath, trustedProxies } = settings
  const names = namesOf(settings)
  const trusted = blockListOf(trustedProxies)
  const isLocalTrusted = trustedProxies.length === 0 && (publicUrl !== null || basePath !== '')
  return {
    isOurName: (name) =>
      isLoopback(name) || isAddress(name) || names.has(name.toLowerCase()) || moreNames(name.toLowerCase()),
    isTrustedProxy(address) {
      const bare = withoutMapping(address)
      if (isLocalTrusted && isLoopback(inUrl(bare))) return true
      return isIP(bare) > 0 && trusted.check(bare, isIP(bare) === 6 ? 'ipv6' : 'ipv4')
    },
    publicOrigin: publicUrl === null ? null : new URL(publicUrl).origin,
  }
}

/** Opened by this machine alone, with nothing in front. */
export const NOTHING_IN_FRONT: Front = createFront({
  host: '127.0.0.1',
  publicUrl: null,
  basePath: '',
  trustedProxies: [],
})

function blockListOf(networks: ServerSettings['trustedProxies']): BlockList {
  const list = new BlockList()
  for (const { address, prefix } of networks) list.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  return list
}

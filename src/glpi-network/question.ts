import { readProxyAddress, type ProxyAddress } from './proxy-address.ts'
import { proxyFromEnvironment, type Environment } from './proxy-choice.ts'

export type NetworkPathOptions = {
  /** GLPI Network's base address, without `/api`. */
  servicesUrl: string
  /** As it was seen in GLPI or given by a person; without one, none is claimed. */
  glpiVersion?: string | null
  installMode?: string
  /** `http://user:password@host:port`; null goes direct; left out, the environment decides. */
  proxy?: string | null
  env?: Environment
  /** More issuers to trust (PEM), beside Node's own list. */
  ca?: string
}

export type Timeouts = { connectMs: number; totalMs: number }
export const TIMEOUTS: Timeouts = { connectMs: 5_000, totalMs: 15_000 }

export type NetworkPath = {
  /** Ends in `/api/`. */
  base: URL
  proxy: ProxyAddress | null
  proxyFrom: 'environment' | 'instance'
  userAgent: string
  ca: string | null
}

/** Where and how GLPI Network is asked. One function for all callers, so that a diagnosis tests the very path that checks use. */
export function networkPathOf(options: NetworkPathOptions): NetworkPath {
  const { servicesUrl, env = {}, ca = null } = options
  const base = new URL(`${servicesUrl.replace(/\/+$/, '')}/api/`)
  const proxy = options.proxy === undefined ? proxyFromEnvironment(base, env) : options.proxy
  return {
    base,
    proxy: proxy === null ? null : readProxyAddress(proxy),
    proxyFrom: options.proxy === undefined ? 'environment' : 'instance',
    userAgent: userAgentOf(options),
    ca,
  }
}

/** As GLPI names itself, with what is known of it; where nothing is, Latchkey asks in its own name. */
const userAgentOf = ({ glpiVersion = null, installMode = 'TARBALL' }: NetworkPathOptions): string =>
  glpiVersion === null ? 'Latchkey' : `GLPI/${glpiVersion} (installation-mode:${installMode})`

/** `uid`: as it was seen in GLPI or given by a person. Keys may be bound to it, so none is ever made up. */
type VendorRequest = { key: string; uid: string | null; language: string }

/** What GLPI sends with GET registration/info (src/GLPINetwork.php). */
export const infoHeaders = ({ key, uid, language }: VendorRequest): Record<string, string> => ({
  accept: 'application/json',
  'content-type': 'application/json',
  'accept-language': language,
  'x-registration-key': key,
  ...idHeader(uid),
})

/** What GLPI sends with GET marketplace/plugins (src/Glpi/Marketplace/Api/Plugins.php): the first of its pages. */
export const pluginsHeaders = ({ key, uid }: Omit<VendorRequest, 'language'>): Record<string, string> => ({
  accept: 'application/json',
  'x-registration-key': key,
  ...idHeader(uid),
  'x-range': '0-199',
})

const idHeader = (uid: string | null): Record<string, string> => (uid === null ? {} : { 'x-glpi-network-uid': uid })

/** Nothing is asked to be compressed: a size on the wire is then the size of the reply. */
export const everyHeaders = ({ userAgent }: NetworkPath): Record<string, string> => ({
  'user-agent': userAgent,
  'accept-encoding': 'identity',
})

import { isProxyHost } from './proxy-setting.ts'
import { tidySetting } from './tidy-setting.ts'

/** `proxy_name` and `proxy_port`. GLPI hands the name to curl, which takes a scheme, a login and a port along with it. */
export type GlpiProxy = { host: string; port: number }

export type GlpiProxyRead = {
  /** As `http://`. */
  scheme: string
  /** As it was typed; empty without one. */
  login: string
  /** IPv6 in brackets; `?` where nothing can be read: any piece might be a login's. */
  host: string
  port: number
}

const PARTS = /^([a-z][a-z\d+.-]*:\/\/)?(?:(.*)@)?(.*?)\/*$/is

export function readGlpiProxy({ host: name, port }: GlpiProxy): GlpiProxyRead {
  const [, scheme = 'http://', login = '', place = ''] = PARTS.exec(tidySetting(name)) ?? []
  const isBareIpv6 = place.split(':').length > 2 && !place.startsWith('[')
  const [, host = '', own] = isBareIpv6 ? [place, `[${place}]`] : (/^(\[.*\]|[^:]*)(?::(\d{1,5}))?$/s.exec(place) ?? [])
  return { scheme: scheme.toLowerCase(), login, host: isProxyHost(host) ? host : '?', port: Number(own ?? port) }
}

/** `host:port`. */
export const placeText = ({ host, port }: GlpiProxy): string => `${host}:${port}`

/** What of it may be shown. */
export function shownGlpiProxy(proxy: GlpiProxy): GlpiProxy {
  const { host, port } = readGlpiProxy(proxy)
  return { host, port }
}

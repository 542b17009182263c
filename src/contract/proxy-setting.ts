import type { ProxyFault } from '#domain/setting-faults.ts'
import { tidySetting } from './tidy-setting.ts'

export type ProxySetting = {
  /** The connection to the proxy itself is encrypted. */
  secure: boolean
  /** Name or address; IPv6 in brackets. */
  host: string
  port: number
  login: { user: string; password: string } | null
}

const SCHEME = /^([a-z][a-z\d+.-]*):\/\//i
/** A scheme with a slash too few, or a quote that is never closed before one. */
const HALF_A_SCHEME = /^(?:https?:(?!\/\/)[/\\]|["'`“‘«])/iu
/** `host:port`, up to a slash that people copy along. */
const PLACE = /^(\[[^\]]*\]|[^:/?#\\]*)(?::([^/?#\\]*))?(\/*)(.*)$/su
const NAME = /^(?=.*[\p{L}\p{N}])[\p{L}\p{N}\p{M}._-]+$/u
const IPV6 = /^\[(?=.*:)[\da-f:.]+\]$/i

/**
 * Reads `http://user:password@host:port` as people write it: as curl does, but that a login ends at the last `@` whatever stands
 * before it. So no piece of a password is ever taken for a host, and a password needs no encoding.
 * Without a scheme it is HTTP. Quotes and blanks around it are not a part of it.
 */
export function readProxySetting(text: string): ProxySetting | ProxyFault {
  const whole = tidySetting(text)
  if (whole === '') return 'proxy-empty'
  const scheme = SCHEME.exec(whole)?.[1]?.toLowerCase() ?? null
  if (scheme?.startsWith('socks')) return 'proxy-socks'
  if ((scheme !== null && scheme !== 'http' && scheme !== 'https') || HALF_A_SCHEME.test(whole)) return 'proxy-scheme'
  const rest = whole.replace(SCHEME, '')
  const at = rest.lastIndexOf('@')
  const [, host = '', digits, , more] = PLACE.exec(rest.slice(at + 1)) ?? []
  const secure = scheme === 'https'
  if (!isProxyHost(host)) return 'proxy-host'
  if (more !== '') return 'proxy-path'
  const port = digits === undefined || digits === '' ? (secure ? 443 : 80) : portOf(digits)
  if (port === null) return 'proxy-port'
  return { secure, host: host.toLowerCase(), port, login: at === -1 ? null : loginOf(rest.slice(0, at)) }
}

/** A name or an address, IPv6 in brackets. */
export const isProxyHost = (host: string): boolean => NAME.test(host) || IPV6.test(host)

function portOf(digits: string): number | null {
  const port = Number(digits)
  return /^\d{1,5}$/.test(digits) && port > 0 && port <= 65_535 ? port : null
}

/** As in HTTP, a user has no colon: the first one ends it. */
function loginOf(login: string): ProxySetting['login'] {
  const [, user = '', password = ''] = /^([^:]*):?(.*)$/s.exec(login) ?? []
  return user === '' && password === '' ? null : { user: decoded(user), password: decoded(password) }
}

/** A lone percent sign in a password is itself, and so is what encodes no UTF-8. */
const decoded = (text: string): string => text.replace(/(?:%[\da-f]{2})+/gi, decodedRun)

function decodedRun(run: string): string {
  try {
    return decodeURIComponent(run)
  } catch {
    return run
  }
}

import { readProxySetting } from './proxy-setting.ts'

type Part = 'protocol' | 'username' | 'password' | 'hostname' | 'host' | 'port' | 'pathname'
type Parsed = Readonly<Record<Part, string>>

/** The URL Standard's class: browsers and Node have it, the language has not. */
declare const URL: { new (text: string): Parsed; canParse(text: string): boolean }

/** Stands for an address that cannot be read: parts of it may be a login. */
const UNREADABLE = '?'

/** Scheme, host, port and path. */
export function withoutLogin(address: string): string {
  // a login ends at the last "@", whatever stands before it
  const bare = address.replace(/^([a-z][a-z\d+.-]*:\/\/)[^]*@/i, '$1')
  if (!URL.canParse(bare)) return UNREADABLE
  const { protocol, host, pathname } = new URL(bare)
  return `${protocol}//${host}${pathname}`.replace(/\/+$/, '')
}

/** A proxy's address, and whether it has a login. */
export function hostAndPortOf(address: string): { host: string; port: string; login: boolean } {
  // a SOCKS proxy cannot be used, but may be named
  const setting = readProxySetting(address.replace(/^(\W*)socks\w*:\/\//i, '$1http://'))
  if (typeof setting === 'string') return { host: UNREADABLE, port: UNREADABLE, login: address.includes('@') }
  return { host: setting.host, port: String(setting.port), login: setting.login !== null }
}

type Part = 'protocol' | 'username' | 'password' | 'hostname' | 'host' | 'port' | 'pathname'
type Parsed = Readonly<Record<Part, string>>

/** The URL Standard's class: browsers and Node have it, the language has not. */
declare const URL: { new (text: string): Parsed; canParse(text: string): boolean }

/** Stands for an address that cannot be read: parts of it may be a login. */
const UNREADABLE = '?'

/** Scheme, host, port and path. */
export function withoutLogin(address: string): string {
  if (!URL.canParse(address)) return UNREADABLE
  const { protocol, host, pathname } = new URL(address)
  return `${protocol}//${host}${pathname}`.replace(/\/+$/, '')
}

/** A proxy's address, and whether it has a login. People leave the scheme out, as curl lets them. */
export function hostAndPortOf(address: string): { host: string; port: string; login: boolean } {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`
  if (!URL.canParse(whole)) return { host: UNREADABLE, port: UNREADABLE, login: address.includes('@') }
  const { hostname, port, protocol, username, password } = new URL(whole)
  return { host: hostname, port: port || (USUAL[protocol] ?? UNREADABLE), login: username !== '' || password !== '' }
}

const USUAL: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { hasLogin } from '#contract/glpi-address.ts'
import { isLoopback } from '#contract/loopback.ts'
import { SERVICES_WORDS, ServicesUrl } from '#contract/services-url.ts'

/** An address (`prefix` 32 or 128), or a network of them. */
export type Network = { address: string; prefix: number }

export type ServerSettings = {
  host: string
  /** 0 lets the system choose. */
  port: number
  /** The address that people use, where it differs from the one that the server listens on. */
  publicUrl: string | null
  /** What a proxy in front puts before every path, such as `/latchkey`; empty without one. */
  basePath: string
  /** The proxies whose `X-Forwarded-*` headers are believed. */
  trustedProxies: readonly Network[]
  /** Files in PEM of our own certificate and its private key; null without TLS. They are read again when they change. */
  tls: { certificate: string; key: string } | null
  dataFolder: string
  /** GLPI Network's base address, for instances that name no other. */
  servicesUrl: string
  /** The stand-in's own port, or null when it is off. */
  sandboxPort: number | null
  /** Whether commands that were entered in the panel may be run, for the console of a GLPI. */
  consoleAllowed: boolean
}

/** A setting that cannot be used. Its message is the one sentence that the person who starts Latchkey reads. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}

/** GLPI's `GLPI_NETWORK_SERVICES` (src/Glpi/Application/SystemConfigurator.php). */
const VENDOR_URL = 'https://services.glpi-network.com'

type Environment = Readonly<Record<string, string | undefined>>

/** @throws SettingsError naming the setting that cannot be used. */
export function readServerSettings(env: Environment): ServerSettings {
  const port = readPort(env, 'LATCHKEY_PORT') ?? 8420
  const publicUrl = env['LATCHKEY_PUBLIC_URL'] ? readAddress('LATCHKEY_PUBLIC_URL', env['LATCHKEY_PUBLIC_URL']) : null
  return {
    // in an address, IPv6 has brackets; people copy it from there
    host: (env['LATCHKEY_HOST'] || '127.0.0.1').replace(/^\[(.*)\]$/, '$1'),
    port,
    publicUrl,
    basePath: readBasePath(env['LATCHKEY_BASE_PATH'] || (publicUrl === null ? '' : new URL(publicUrl).pathname)),
    trustedProxies: readNetworks('LATCHKEY_TRUSTED_PROXY', env['LATCHKEY_TRUSTED_PROXY'] || ''),
    tls: readTls(env),
    dataFolder: resolve(env['LATCHKEY_DATA'] || 'data'),
    servicesUrl: readServicesUrl(env['LATCHKEY_SERVICES_URL'] || VENDOR_URL),
    sandboxPort: env['LATCHKEY_SANDBOX'] === 'off' ? null : (readPort(env, 'LATCHKEY_SANDBOX') ?? nextTo(port)),
    consoleAllowed: readSwitch(env, 'LATCHKEY_CONSOLE'),
  }
}

/**
 * @throws SettingsError where others could read what is sent to this address: it is not on this machine alone, and neither TLS nor a
 * proxy that has it is set.
 */
export function refuseUnencrypted({ host, tls, trustedProxies }: ServerSettings): void {
  if (tls !== null || trustedProxies.length > 0 || isLoopback(host)) return
  throw new SettingsError(
    'LATCHKEY_HOST lets other machines in, unencrypted: set LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY, or LATCHKEY_TRUSTED_PROXY to the address of the proxy in front that has HTTPS, or leave LATCHKEY_HOST at 127.0.0.1.',
  )
}

function readTls(env: Environment): ServerSettings['tls'] {
  const [certificate, key] = [env['LATCHKEY_TLS_CERT'], env['LATCHKEY_TLS_KEY']]
  if (!certificate && !key) return null
  if (certificate && key) return { certificate: resolve(certificate), key: resolve(key) }
  throw new SettingsError('LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY are set together: one of them is missing.')
}

function readNetworks(name: string, text: string): Network[] {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '')
  return parts.map((part) => {
    const [, address = '', given] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(part) ?? []
    const bits = isIP(address) === 6 ? 128 : 32
    const prefix = given === undefined ? bits : Number(given)
    if (isIP(address) > 0 && prefix <= bits) return { address, prefix }
    throw new SettingsError(`${name} must be addresses or networks of proxies, such as 10.0.0.5, 10.1.0.0/16.`)
  })
}

function readSwitch(env: Environment, name: string): boolean {
  const text = env[name] || 'off'
  if (text === 'on' || text === 'off') return text === 'on'
  throw new SettingsError(`${name} is "${text}"; it must be "on" or "off".`)
}

const nextTo = (port: number): number => (port === 0 || port === 65_535 ? 0 : port + 1)

function readPort(env: Environment, name: string): number | null {
  const text = env[name]
  if (!text) return null
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  const also = name === 'LATCHKEY_SANDBOX' ? ', or "off"' : ''
  throw new SettingsError(`${name} is "${text}"; it must be a port from 0 to 65535${also}.`)
}

/** It is written into the page and into `Path` of the cookie, so that it may hold nothing that means anything there. */
function readBasePath(text: string): string {
  const path = text.replace(/\/+$/, '')
  if (/^(\/[\w.~-]+)*$/.test(path) && !/\/\.{1,2}(\/|$)/.test(path)) return path
  throw new SettingsError('LATCHKEY_BASE_PATH must be a path such as /latchkey, of letters, digits and - . _ ~')
}

function readServicesUrl(text: string): string {
  const parsed = ServicesUrl.safeParse(text)
  if (parsed.success) return parsed.data.replace(/\/+$/, '')
  // a text that may contain a login is not repeated
  const shown = /[@?#\\]/.test(text) ? '' : ` is "${text}"; it`
  throw new SettingsError(`LATCHKEY_SERVICES_URL${shown} ${SERVICES_WORDS}.`)
}

function readAddress(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol) && !hasLogin(url) && !url.search && !url.hash)
    return text.replace(/\/+$/, '')
  // the text may contain a login, and this sentence may end up in a log
  throw new SettingsError(`${name} must be an http or https address without login, query or fragment.`)
}

import { resolve } from 'node:path'
import { hasLogin } from '#contract/glpi-address.ts'
import { SERVICES_WORDS, ServicesUrl } from '#contract/services-url.ts'

export type ServerSettings = {
  host: string
  /** 0 lets the system choose. */
  port: number
  /** The address that people use, where it differs from the one that the server listens on. */
  publicUrl: string | null
  /** What a proxy in front puts before every path, such as `/latchkey`; empty without one. */
  basePath: string
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
  if (env['LATCHKEY_DATABASE_URL']) {
    throw new SettingsError('LATCHKEY_DATABASE_URL is set, but this version keeps its data in SQLite: unset it.')
  }
  const port = readPort(env, 'LATCHKEY_PORT') ?? 8420
  const publicUrl = env['LATCHKEY_PUBLIC_URL'] ? readAddress('LATCHKEY_PUBLIC_URL', env['LATCHKEY_PUBLIC_URL']) : null
  return {
    // in an address, IPv6 has brackets; people copy it from there
    host: (env['LATCHKEY_HOST'] || '127.0.0.1').replace(/^\[(.*)\]$/, '$1'),
    port,
    publicUrl,
    basePath: readBasePath(env['LATCHKEY_BASE_PATH'] || (publicUrl === null ? '' : new URL(publicUrl).pathname)),
    dataFolder: resolve(env['LATCHKEY_DATA'] || 'data'),
    servicesUrl: readServicesUrl(env['LATCHKEY_SERVICES_URL'] || VENDOR_URL),
    sandboxPort: env['LATCHKEY_SANDBOX'] === 'off' ? null : (readPort(env, 'LATCHKEY_SANDBOX') ?? nextTo(port)),
    consoleAllowed: readSwitch(env, 'LATCHKEY_CONSOLE'),
  }
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

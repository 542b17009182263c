import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import type { Identity } from './authority.ts'
import type { CertificateName } from './certificates.ts'
import { Listener } from './listener.ts'
import { hasOwnNetwork } from './parts.ts'
import type { Setting } from './setting.ts'
import type { ProxyName } from './tinyproxy.ts'
import type { Handler } from './vendor.ts'

export type Served = { url: string; listener: Listener }
export type Place = { host?: string; port?: number; name?: string }

/** Everything one fault needs on the other side of the wire, ended together. */
export class Rig {
  readonly setting: Setting
  readonly listeners: Listener[] = []
  constructor(setting: Setting) {
    this.setting = setting
  }

  /** HTTP without TLS. */
  http(handler: Handler, place: Place = {}): Promise<Served> {
    return this.server('http', createHttpServer(handler), place)
  }

  https(
    handler: Handler,
    certificate: CertificateName = 'good',
    tls: TlsOptions = {},
    place: Place = {},
  ): Promise<Served> {
    const identity = this.identity(certificate)
    return this.server('https', createHttpsServer({ ...identity, ...tls }, handler), place)
  }

  /** Bytes as they come, inside TLS. */
  async tls(greet: (socket: Socket) => void): Promise<Served> {
    const listener = await this.#listen(createTlsServer(this.identity('good'), reading(greet)), {})
    return { listener, url: urlOf('https', listener, {}) }
  }

  /** Bytes as they come. `scheme` is what the other side is told that it is. */
  async tcp(greet: (socket: Socket) => void, scheme: 'http' | 'https' = 'https', place: Place = {}): Promise<Served> {
    const listener = await this.#listen(createTcpServer(reading(greet)), place)
    return { listener, url: urlOf(scheme, listener, place) }
  }

  identity(name: CertificateName): Identity {
    const identity = this.setting.certificates?.leaves[name]
    if (!identity) throw new Error(`there is no certificate "${name}"`)
    return identity
  }

  proxy(name: ProxyName): string {
    const url = this.setting.proxies?.[name]
    if (url === undefined) throw new Error(`there is no proxy "${name}"`)
    return url
  }

  get open(): number {
    return this.listeners.reduce((sum, { open }) => sum + open, 0)
  }

  async close(): Promise<void> {
    await Promise.all(this.listeners.splice(0).map((listener) => listener.close()))
  }

  async server(scheme: 'http' | 'https', server: HttpServer, place: Place): Promise<Served> {
    const listener = await this.#listen(server, place)
    server.prependListener('request', ({ method, url, rawHeaders }) => {
      listener.heard += `${method} ${url}\n${rawHeaders.join('\n')}\n\n`
    })
    return { listener, url: urlOf(scheme, listener, place) }
  }

  async #listen(server: Parameters<typeof Listener.on>[0], { host = '127.0.0.1', port = 0 }: Place): Promise<Listener> {
    const listener = await Listener.on(server, host, port)
    this.listeners.push(listener)
    return listener
  }
}

/** A socket that nobody reads from never learns that the other side has gone. */
const reading = (greet: (socket: Socket) => void) => (socket: Socket) => {
  greet(socket)
  socket.resume()
}

/** A name where this network has a resolver of its own; a machine without one is asked by address. */
export const HOST = hasOwnNetwork ? 'services.vendor.test' : '127.0.0.1'

const urlOf = (scheme: string, { port }: Listener, { name = HOST }: Place): string => `${scheme}://${name}:${port}`

import type { Connection } from '#contract/connection.ts'
import { Gateway } from '../gateway.ts'
import type { Claim, Operation } from './claim.ts'
import type { Latchkey } from './latchkey.ts'
import { claimOfPanel } from './panel-claim.ts'

/** The gateway as `npm start` runs it, for the whole run, and somebody who is signed in. */
export class PanelHost {
  readonly #gateway: Gateway
  readonly #cookie: string
  #instances = 0
  private constructor(gateway: Gateway, cookie: string) {
    this.#gateway = gateway
    this.#cookie = cookie
  }

  static async start(): Promise<PanelHost> {
    const gateway = await Gateway.start({ env: { LATCHKEY_CONSOLE: 'on' } })
    const token = new URL(gateway.signInUrl ?? '').hash.replace('#token=', '')
    const reply = await fetch(`${gateway.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    })
    return new PanelHost(gateway, reply.headers.getSetCookie()[0]?.split(';')[0] ?? '')
  }

  nextId(): string {
    this.#instances += 1
    return `glpi-${this.#instances}`
  }

  async call(method: string, path: string, body: unknown = null, etag: string | null = null): Promise<Response> {
    return fetch(`${this.#gateway.url}/api/instances${path}`, {
      method,
      headers: {
        cookie: this.#cookie,
        ...(body === null ? { 'x-requested-with': 'test' } : { 'content-type': 'application/json' }),
        ...(etag === null ? {} : { 'if-match': etag }),
      },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    })
  }

  stop = () => this.#gateway.remove()
}

/** What its page shows of one instance, by the answers that it is made of. */
export class Panel implements Latchkey {
  readonly #host: PanelHost
  readonly #services: string
  readonly #id: string
  #added = false
  constructor(host: PanelHost, services: string) {
    this.#host = host
    this.#services = services
    this.#id = host.nextId()
  }

  async connect(connection: Connection): Promise<void> {
    const reply = this.#added
      ? await this.#host.call('PUT', `/${this.#id}/settings`, { connection }, await this.#etag('settings'))
      : await this.#host.call('POST', '', { id: this.#id, name: this.#id, servicesUrl: this.#services, connection })
    if (!reply.ok) throw new Error(`The panel does not take the connection: ${reply.status} ${await reply.text()}`)
    this.#added = true
  }

  async ask(operation: Operation, key: string): Promise<Claim> {
    const askedAt = Date.now()
    const { status, text } = await this.#answerTo(operation, key)
    return claimOfPanel(operation, { status, text, askedAt })
  }

  async #answerTo(operation: Operation, key: string): Promise<{ status: number; text: string }> {
    const path = `/${this.#id}/registration`
    const etag = await this.#etag('registration')
    const reply = await {
      set: () => this.#host.call('PUT', path, { key }, etag),
      remove: () => this.#host.call('DELETE', path, null, etag),
      status: () => this.#host.call('POST', `${path}/refresh`),
      prove: () => this.#host.call('POST', `${path}/prove`, null, etag),
    }[operation]()
    return { status: reply.status, text: await reply.text() }
  }

  async #etag(part: 'registration' | 'settings'): Promise<string | null> {
    const reply = await this.#host.call('GET', `/${this.#id}/${part}`)
    await reply.text()
    return reply.headers.get('etag')
  }
}

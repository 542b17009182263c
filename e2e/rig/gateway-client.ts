import { request } from 'undici'
import type { Gateway } from '../gateway.ts'

/** A change without a body has to show that no form of another site sent it. */
const AS_PROGRAM = { 'x-requested-with': 'fault rig' }

/** Speaks to a gateway as the page does, and keeps every word it answers. */
export class GatewayClient {
  readonly replies: { where: string; text: string }[] = []
  readonly #url: string
  #cookie = ''

  private constructor(url: string) {
    this.#url = url
  }

  static async signIn({ url, signInUrl }: Gateway): Promise<GatewayClient> {
    const client = new GatewayClient(url)
    await client.use(signInUrl ?? '')
    return client
  }

  /** Opens a session with a link. */
  async use(link: string): Promise<void> {
    const token = new URL(link).hash.replace('#token=', '')
    const { headers } = await this.#send('POST', '/api/session', { token })
    this.#cookie = String(headers['set-cookie'] ?? '').split(';')[0] ?? ''
  }

  async call(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<string> {
    const { statusCode, headers, text } = await this.#send(method, path, body)
    this.replies.push({ where: `${method} ${path}: ${statusCode}`, text: JSON.stringify(headers) + text })
    return text
  }

  async #send(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) {
    const headers = {
      cookie: this.#cookie,
      ...(body === undefined ? AS_PROGRAM : { 'content-type': 'application/json' }),
    }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    // a connection for each: one that is kept may be closed in the moment in which it is used again
    const reply = await request(this.#url + path, {
      method,
      headers,
      reset: true,
      headersTimeout: 0,
      bodyTimeout: 0,
      ...sent,
    })
    return { statusCode: reply.statusCode, headers: reply.headers, text: await reply.body.text() }
  }
}

import type { GatewayProcess } from '../gateway.ts'

/** Speaks to a gateway as the page does, and keeps every word it answers. */
export class GatewayClient {
  readonly replies: { where: string; text: string }[] = []
  readonly #url: string
  #cookie = ''

  private constructor(url: string) {
    this.#url = url
  }

  static async signIn({ url, signInUrl }: GatewayProcess): Promise<GatewayClient> {
    const client = new GatewayClient(url)
    await client.use(signInUrl ?? '')
    return client
  }

  /** Opens a session with a link. */
  async use(link: string): Promise<void> {
    const token = new URL(link).hash.replace('#token=', '')
    const response = await this.#send('POST', '/api/session', { token })
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  }

  async call(method: string, path: string, body?: unknown): Promise<string> {
    const response = await this.#send(method, path, body)
    const text = await response.text()
    this.replies.push({
      where: `${method} ${path}: ${response.status}`,
      text: `${[...response.headers].join('\n')}\n\n${text}`,
    })
    return text
  }

  #send(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { cookie: this.#cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    return fetch(this.#url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  }
}

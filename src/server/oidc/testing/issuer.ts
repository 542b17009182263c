import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { Provider } from 'oidc-provider'
import { forgedToken, FORGER_KEYS, type Forgery } from './forged-token.ts'

export const CLIENT_ID = 'latchkey'
export const CLIENT_SECRET = 'a secret of the client, and of nobody else'

export type IssuerOptions = {
  redirectUri: string
  /** What the issuer says of a person. */
  claims: Record<string, unknown>
  /** Whether the ID token has them; else only the user info. */
  isInIdToken?: boolean
  /** Changes each ID token that it gives out, and signs it anew. */
  forges?: Forgery
}

/** A certified OpenID Provider on a port of this machine. Whoever comes is let in as the person of the options. */
export class Issuer {
  url = ''
  #server: Server | undefined

  static async start(options: IssuerOptions): Promise<Issuer> {
    const issuer = new Issuer()
    await issuer.#listen(options)
    return issuer
  }

  async #listen({ redirectUri, claims, isInIdToken = false, forges }: IssuerOptions): Promise<void> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    this.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    const provider = new Provider(this.url, {
      clients: [
        {
          client_id: CLIENT_ID,
          client_secret: CLIENT_SECRET,
          redirect_uris: [redirectUri],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      claims: { openid: ['sub'], profile: Object.keys(claims) },
      conformIdTokenClaims: !isInIdToken,
      pkce: { required: () => true },
      cookies: { keys: ['of the issuer'] },
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...claims }) }),
    })
    const answer = provider.callback()
    server.on('request', (request, response) => {
      if (forges && request.url === '/jwks') response.setHeader('content-type', 'application/json').end(FORGER_KEYS)
      else {
        if (forges && request.url === '/token') changeIdToken(response, forges)
        answer(request, response)
      }
    })
    this.#server = server
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections()
    await new Promise((resolve) => this.#server?.close(resolve))
  }

  /** What a person's browser does at the issuer. @returns the address it is sent back to. */
  async visit(location: string, { cancels = false } = {}): Promise<string> {
    const jar = new Map<string, string>()
    let address = location
    for (let steps = 0; steps < 20; steps += 1) {
      if (!address.startsWith(this.url)) return address
      const uid = /\/interaction\/([^/?]+)$/.exec(address)?.[1]
      const reply = uid === undefined ? await this.#go(address, jar) : await this.#answer(address, jar, cancels)
      address = new URL(reply.headers.get('location') ?? '', address).href
    }
    throw new Error(`the issuer does not come to an end: ${address}`)
  }

  /** Signs in, and then agrees: each of the two is a form. */
  async #answer(address: string, jar: Map<string, string>, cancels: boolean): Promise<Response> {
    const form = await (await this.#go(address, jar)).text()
    if (cancels) return this.#go(`${address}/abort`, jar)
    const prompt = /name="prompt" value="(\w+)"/.exec(form)?.[1] ?? 'login'
    return this.#go(address, jar, new URLSearchParams({ prompt, login: 'ada', password: 'any' }))
  }

  async #go(address: string, jar: Map<string, string>, body?: URLSearchParams): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await fetch(address, {
      redirect: 'manual',
      headers: { cookie },
      ...(body && { method: 'POST', body }),
    })
    for (const text of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? []
      jar.set(name, value)
    }
    return reply
  }
}

/** Of what the provider is about to answer. */
function changeIdToken(response: ServerResponse, forges: Forgery): void {
  const send = response.end.bind(response)
  response.end = (body: unknown) => {
    const reply = JSON.parse(String(body))
    const text = JSON.stringify({ ...reply, id_token: forgedToken(reply.id_token, forges) })
    response.setHeader('content-length', Buffer.byteLength(text))
    return send(text)
  }
}

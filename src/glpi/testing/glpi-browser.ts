export type AtGlpi = {
  login: string
  password: string
  /** What they press when GLPI asks whether Latchkey may act for them. */
  press?: 'accept' | 'deny'
}

/** A person's browser at a GLPI 11 (or its stand-in): it keeps cookies, signs in, and agrees. */
export class GlpiBrowser {
  readonly #url: string
  readonly #jar = new Map<string, string>()
  /** How often it was asked whether Latchkey may act for the person. */
  consents = 0

  constructor(url: string) {
    this.#url = url
  }

  /** @returns the address elsewhere that it is sent to in the end. @throws Error where it comes to none. */
  async visit(location: string, { login, password, press = 'accept' }: AtGlpi): Promise<string> {
    let address = location
    let hasTried = false
    for (let steps = 0; steps < 20; steps += 1) {
      if (new URL(address).origin !== new URL(this.#url).origin) return address
      let reply = await this.#go(address)
      const page = reply.status === 200 ? await reply.text() : ''
      if (page.includes('name="login_name"')) {
        if (hasTried) throw new Error('GLPI does not let this person in')
        hasTried = true
        const redirect = /name="redirect" value="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
        address = new URL('/front/login.php', this.#url).href
        reply = await this.#go(address, { login_name: login, login_password: password, redirect })
      } else if (page.includes('name="accept"')) {
        this.consents += 1
        reply = await this.#go(address, { [press]: '' })
      }
      const next = reply.headers.get('location')
      if (next === null) throw new Error(`GLPI leads nowhere from ${new URL(address).pathname}: ${reply.status}`)
      address = new URL(next, address).href
    }
    throw new Error('GLPI leads on and on')
  }

  async #go(address: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await fetch(address, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const text of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? []
      this.#jar.set(name, value)
    }
    return reply
  }
}

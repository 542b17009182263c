import { SANDBOX_KEYS } from '#sandbox/keys.ts'

/** GLPI's own tab, Setup > General > GLPI Network, as an administrator sees it. */

export type Tab = {
  /**
   * `registered`: the sandbox accepted the key that GLPI holds. `refused`: GLPI sent something that is no key of it. `unfetched`: no
   * answer of the sandbox. `unregistered`: asks for a key. `key-file`: complains of its encryption file. `closed`: no tab at all.
   */
  state: 'registered' | 'refused' | 'unfetched' | 'unregistered' | 'key-file' | 'closed'
  /** The name of the sandbox key whose subscription is shown. */
  keyName: string | null
}

const CLOSED: Tab = { state: 'closed', keyName: null }

const TITLES = SANDBOX_KEYS.flatMap(({ name, behaviour }) =>
  behaviour.kind === 'subscription' ? [{ name, title: behaviour.title }] : [],
)

/** What a tab's HTML shows. The sandbox's own words are looked for first; GLPI's are a few labels, in English. */
export function readTab(html: string, names: readonly string[]): Tab {
  const words = html
    .replace(/<script.*?<\/script>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
  if (/glpicrypt\.key|security key file/i.test(words)) return { state: 'key-file', keyName: null }
  if (/this key is not known|practice keys only/i.test(words)) return { state: 'refused', keyName: null }
  if (/unable to fetch registration/i.test(words)) return { state: 'unfetched', keyName: null }
  const shown = TITLES.find(({ name, title }) => names.includes(name) && words.includes(title))
  if (shown) return { state: 'registered', keyName: shown.name }
  return /registration key is needed/i.test(words) ? { state: 'unregistered', keyName: null } : CLOSED
}

const attributes = (tag: string): Record<string, string> =>
  Object.fromEntries([...tag.matchAll(/([\w-]+)\s*=\s*["']?([^"'\s>]*)/g)].map(([, name, value]) => [name, value]))

const inputsOf = (html: string) => [...html.matchAll(/<input\b[^>]*>/g)].map(([tag]) => attributes(tag))

const tokenOf = (html: string) => inputsOf(html).find(({ name }) => name === '_glpi_csrf_token')?.['value'] ?? ''

/** An administrator at GLPI's own pages, who stays signed in; `names` are the sandbox keys that GLPI may hold. */
export class Visitor {
  readonly #base: string
  readonly #account: { login: string; password: string }
  readonly #names: readonly string[]
  readonly #cookies = new Map<string, string>()
  constructor(address: string, account: { login: string; password: string }, names: readonly string[]) {
    this.#base = address.replace(/\/$/, '')
    this.#account = account
    this.#names = names
  }

  async tab(): Promise<Tab> {
    return readTab(await this.#html(), this.#names)
  }

  /** Takes the key out as the tab does. GLPI 10 has a field to empty, GLPI 11 a button. */
  async removeKey(): Promise<void> {
    const token = tokenOf(await this.#html())
    await this.#post('/front/config.form.php', {
      glpinetwork_registration_key: '',
      reset_registration_key: '1',
      update: '1',
      _glpi_csrf_token: token,
    })
  }

  /** Signs in where nobody is: GLPI 11 says so with 401, GLPI 10 with a script that leads to the sign-in page. */
  async #html(): Promise<string> {
    const html = await this.#htmlNow()
    if (readTab(html, this.#names).state !== 'closed') return html
    await this.#signIn()
    return this.#htmlNow()
  }

  async #htmlNow(): Promise<string> {
    const where = '_target=/front/config.form.php&_itemtype=Config&_glpi_tab=GLPINetwork$1&id=1'
    return this.#get(`/ajax/common.tabs.php?${where}`)
  }

  async #signIn(): Promise<void> {
    const html = await this.#get('/index.php')
    const inputs = inputsOf(html)
    const nameOf = (id: string) => inputs.find((input) => input['id'] === id)?.['name'] ?? id
    await this.#post('/front/login.php', {
      [nameOf('login_name')]: this.#account.login,
      [nameOf('login_password')]: this.#account.password,
      auth: 'local',
      _glpi_csrf_token: tokenOf(html),
      submit: '1',
    })
  }

  #get = (path: string) => this.#ask(path, { headers: { 'x-requested-with': 'XMLHttpRequest' } })
  #post = (path: string, form: Record<string, string>) =>
    this.#ask(path, { method: 'POST', body: new URLSearchParams(form) })

  async #ask(
    path: string,
    init: { method?: string; headers?: Record<string, string>; body?: URLSearchParams },
  ): Promise<string> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...init.headers, cookie }
    const url = `${this.#base}${path}`
    const reply = await fetch(url, { ...init, headers, redirect: 'manual', signal: AbortSignal.timeout(60_000) })
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.#cookies.set(name, value)
    }
    return reply.text()
  }
}

import { startFakeGlpi, type FakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { GlpiBrowser, type AtGlpi } from '#glpi/testing/glpi-browser.ts'
import type { TestGateway } from '../../testing/gateway.ts'

const TOWN = 'town'
export const OF_TOWN = `/api/instances/${TOWN}/sign-in`
export const BY_TOWN = `/api/sign-in/glpi/${TOWN}`
const CALLBACK = `http://127.0.0.1${BY_TOWN}/done`
export const OAUTH_CLIENT = { clientId: 'c'.repeat(64), clientSecret: 's'.repeat(64) }

/** A stand-in for a GLPI 11 with an OAuth client that is set up as the page says. */
export const startGlpi11 = (): Promise<FakeGlpi> =>
  startFakeGlpi({
    version: '11.0.8',
    cryptFile: new Uint8Array(32),
    hlapi: { enabled: true, ...OAUTH_CLIENT, grants: ['authorization_code'], redirectUris: [CALLBACK] },
    friendlyName: 'Ada Lovelace',
  })

/** The instance, with its sign-in switched on. */
export async function switchOn(gateway: TestGateway, { url, version }: FakeGlpi): Promise<void> {
  const added = await gateway.call('POST', '/api/instances', { id: TOWN, name: 'Town hall' })
  const form = version.startsWith('11') ? { method: 'oauth', url, ...OAUTH_CLIENT } : { method: 'password', url }
  const saved = await gateway.call('PUT', OF_TOWN, form)
  if (added.status !== 201 || saved.status !== 200) throw new Error(`not switched on: ${await saved.text()}`)
}

/** A browser that goes to GLPI. */
export async function begin(gateway: TestGateway, cookie = '', path = BY_TOWN) {
  const reply = await gateway.call('GET', path, undefined, { cookie })
  const [pending = ''] = reply.headers.getSetCookie()
  return { reply, location: reply.headers.get('location') ?? '', pending, cookie: pending.split(';')[0] ?? '' }
}

/** What the person does there. @returns the address that they are sent back to. */
export const visit = (glpi: FakeGlpi, location: string, person: Partial<AtGlpi> = {}): Promise<string> =>
  new GlpiBrowser(glpi.url).visit(location, { login: glpi.login, password: glpi.password, ...person })

/** The same browser comes back. */
export async function comeBack(gateway: TestGateway, address: string, cookie: string) {
  const { pathname, search } = new URL(address)
  const reply = await gateway.call('GET', pathname + search, undefined, { cookie })
  const cookies = reply.headers.getSetCookie()
  const cookieNamed = (name: string) => cookies.find((text) => text.startsWith(`${name}=`))?.split(';')[0] ?? ''
  return {
    location: reply.headers.get('location'),
    cookie: cookieNamed('latchkey'),
    pending: cookieNamed('latchkey-glpi'),
    cookies,
  }
}

/** The whole of it. @returns the cookie of the session; '' where there is none. */
export async function signInBy(gateway: TestGateway, glpi: FakeGlpi): Promise<string> {
  const { location, cookie } = await begin(gateway)
  return (await comeBack(gateway, await visit(glpi, location), cookie)).cookie
}

/** Login and password, typed on Latchkey's own page. */
export const typeIn = (gateway: TestGateway, login: string, password: string, cookie = ''): Promise<Response> =>
  gateway.call('POST', BY_TOWN, { login, password }, { cookie })

export const cookieIn = (reply: Response): string =>
  reply.headers
    .getSetCookie()
    .find((text) => text.startsWith('latchkey='))
    ?.split(';')[0] ?? ''

export const sessionBehind = (gateway: TestGateway, cookie: string): Promise<unknown> =>
  gateway.json('GET', '/api/session', undefined, { cookie })
export const endOf = (gateway: TestGateway, cookie: string): Promise<unknown> =>
  gateway.json('GET', '/api/session/ended', undefined, { cookie })

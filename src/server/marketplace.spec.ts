import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Marketplace } from '#contract/marketplace.ts'
import { Registration } from '#contract/panel.ts'
import { Problem } from '#contract/problem.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'

let panel: TestGateway
let glpi: ScriptedGlpi
const servers: Server[] = []
beforeEach(async () => {
  glpi = new ScriptedGlpi()
  panel = await TestGateway.open((gateway) => (gateway.openGlpi = glpi.open))
})
afterEach(async () => {
  await panel.close()
  await Promise.all(
    servers.splice(0).map((server) => new Promise((done) => (server.closeAllConnections(), server.close(done)))),
  )
})

const PATH = '/api/instances/town/marketplace'
const get = async (headers?: Record<string, string>) =>
  Marketplace.parse(await panel.json('GET', PATH, undefined, headers))

async function addTown(key: string | null, more: object = {}, servicesUrl = panel.sandbox.url): Promise<void> {
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl, ...more })
  if (key === null) return
  const form = { key: sandboxKey(key), replaceUnverified: true }
  await panel.call('PUT', '/api/instances/town/registration', form)
}

const catalogueCalls = () => panel.sandbox.calls().filter(({ path }) => path === '/api/marketplace/plugins').length
const standingsOf = ({ plugins }: Marketplace, ...keys: string[]) =>
  Object.fromEntries(
    plugins.filter(({ key }) => keys.includes(key)).map(({ key, standing, offer }) => [key, [standing, offer?.title]]),
  )

test.each([
  ['registered', { free: 14, open: 0, 'needs-offer': 10, 'no-version': 1, 'not-on-cloud': 0, unknown: 0 }],
  ['basic', { free: 14, open: 3, 'needs-offer': 7, 'no-version': 1, 'not-on-cloud': 0, unknown: 0 }],
  ['standard', { free: 14, open: 7, 'needs-offer': 3, 'no-version': 1, 'not-on-cloud': 0, unknown: 0 }],
  ['advanced', { free: 14, open: 10, 'needs-offer': 0, 'no-version': 1, 'not-on-cloud': 0, unknown: 0 }],
  ['ended', { free: 14, open: 0, 'needs-offer': 10, 'no-version': 1, 'not-on-cloud': 0, unknown: 0 }],
])('the catalogue as it stands with the key %s', async (key, counts) => {
  await addTown(key, { glpiVersion: '11.0.8' })
  const seen = await get()
  expect(seen).toMatchObject({ complete: true, missing: null, counts, omissions: {}, glpiVersion: '11.0.8' })
  expect(seen.plugins).toHaveLength(25)
})

test('each plugin names the offer that opens it, or would', async () => {
  await addTown('standard', { glpiVersion: '11.0.8' })
  const seen = await get()
  expect(standingsOf(seen, 'roomplan', 'brandkit', 'predictor', 'oldfields')).toEqual({
    roomplan: ['free', undefined],
    brandkit: ['open', 'Practice Standard'],
    predictor: ['needs-offer', 'Practice Advanced'],
    oldfields: ['no-version', undefined],
  })
  expect(seen.ownOffer).toEqual({ reference: 'GN-STANDARD', title: 'Practice Standard' })
  expect(seen.plugins.find(({ key }) => key === 'roomplan')).toMatchObject({
    name: 'Room plan',
    authors: ['Sandbox author 2'],
    license: 'MIT',
    rating: 3.1,
    downloads: 153,
    addedAt: '2024-03-02T00:00:00.000Z',
    summary: 'Rooms and desks on a plan',
    version: '1.2.0',
    versions: 1,
  })
})

test('descriptions are in the language of the page', async () => {
  await addTown('standard')
  const { plugins } = await get({ 'accept-language': 'fr-FR' })
  expect(plugins.find(({ key }) => key === 'roomplan')?.summary).toBe('Salles et bureaux sur un plan')
})

test('it is fetched once an hour for a key, however many look', async () => {
  await addTown('standard')
  const first = await Promise.all([get(), get(), get()])
  // one page with plugins, and the empty one that ends the list
  expect(catalogueCalls()).toBe(2)
  expect(new Set(first.map(({ fetchedAt }) => fetchedAt)).size).toBe(1)
  panel.passed += 59 * 60_000
  await get()
  expect(catalogueCalls()).toBe(2)
  panel.passed += 60_000
  await get()
  expect(catalogueCalls()).toBe(4)
})

test('another key is another catalogue', async () => {
  await addTown('standard')
  const before = await get()
  await panel.call('PUT', '/api/instances/town/registration', { key: sandboxKey('basic'), replaceUnverified: true })
  const after = await get()
  expect(before.counts['open']).toBe(7)
  expect(after.counts['open']).toBe(3)
  expect(after.fingerprint).not.toBe(before.fingerprint)
})

test.each([
  [null, 'no-key'],
  ['refused', 'key-refused'],
])('with the key %s GLPI Network is not asked: %s', async (key, reason) => {
  await addTown(key)
  const seen = await get()
  expect(seen).toMatchObject({ complete: false, missing: { reason }, plugins: [], fetchedAt: null })
  expect(catalogueCalls()).toBe(0)
})

test.each([
  ['error-500', 'vendor-error'],
  ['rate-limited', 'rate-limited'],
  ['block-page', 'not-the-vendor'],
  ['redirect', 'redirected'],
  ['broken-json', 'reply-unreadable'],
])('no answer to the key %s is a problem with the cause %s', async (key, cause) => {
  await addTown(key)
  const reply = await panel.call('GET', PATH)
  expect(Problem.parse(await reply.json()).code).toBe(cause)
  expect(reply.status).toBe(422)
})

test('a pause that GLPI Network asks for is kept', async () => {
  await addTown('rate-limited')
  await panel.call('GET', PATH)
  const asked = catalogueCalls()
  panel.passed += 29_000
  await panel.call('GET', PATH)
  expect(catalogueCalls()).toBe(asked)
  panel.passed += 2000
  await panel.call('GET', PATH)
  expect(catalogueCalls()).toBeGreaterThan(asked)
})

test('an unknown instance, and a request without a session', async () => {
  expect((await panel.call('GET', PATH)).status).toBe(404)
  expect((await panel.call('GET', PATH, undefined, { cookie: '' })).status).toBe(401)
})

type Pages = (from: number) => unknown

/** A GLPI Network that accepts every key, and whose pages are the test's. */
async function vendor(page: Pages, offers: unknown = []): Promise<string> {
  const answer = ({ url, headers }: IncomingMessage, reply: ServerResponse) => {
    const range = /^(\d+)-/.exec(String(headers['x-range']))
    const body = url?.endsWith('/offers')
      ? offers
      : range
        ? page(Number(range[1]))
        : { is_valid: true, owner: null, subscription: { title: 'Gold', is_running: true, offer_reference: 'GOLD' } }
    if (typeof body === 'number') reply.writeHead(body).end()
    else reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

const plugin = (key: string, more: object = {}) => ({
  key,
  name: key,
  versions: [{ num: '1.0.0', download_url: 'https://example.com/a.tgz', stability: 'stable' }],
  required_offers: null,
  ...more,
})
const pageOf = (from: number, count = 200) => Array.from({ length: count }, (_, at) => plugin(`plugin${from + at}`))

test('a page that does not come leaves a partial list that says why, and is asked for again', async () => {
  let isDown = true
  const servicesUrl = await vendor((from) => (from < 400 ? pageOf(from) : isDown ? 403 : []))
  await addTown('standard', {}, servicesUrl)
  const partial = await get()
  expect(partial.plugins).toHaveLength(400)
  expect(partial).toMatchObject({
    complete: false,
    missing: { reason: 'no-answer', cause: 'reply-unreadable', from: 400 },
  })
  isDown = false
  expect(await get()).toMatchObject({ complete: true, missing: null })
})

test('5 MB of text, script and dates that are none: the rest is listed, with what was left out', async () => {
  const odd = [
    plugin('long', { descriptions: [{ lang: 'en', short_description: 'x'.repeat(5_000_000) }] }),
    plugin('script', { descriptions: [{ lang: 'en', short_description: '<script>alert(1)</script>Hello' }] }),
    plugin('dates', {
      date_added: 'soon',
      versions: [{ num: 'newest' }, { num: '1.0.0', download_url: 'https://a.b/c' }],
    }),
    plugin('sound'),
    plugin('sound'),
    { name: 'Without a key' },
  ]
  await addTown('standard', { glpiVersion: '11.0.8' }, await vendor((from) => (from === 0 ? odd : [])))
  const seen = await get()
  expect(seen.plugins.map(({ key, standing }) => [key, standing])).toEqual([
    ['long', 'free'],
    ['script', 'free'],
    ['dates', 'free'],
    ['sound', 'free'],
  ])
  expect(seen.plugins.map(({ summary }) => summary?.length ?? null)).toEqual([400, 5, null, null])
  expect(seen.omissions).toEqual({
    'text-too-long': 1,
    'script-removed': 1,
    'date-unreadable': 1,
    'version-unreadable': 1,
    duplicate: 1,
    'not-a-plugin': 1,
  })
})

test('a page of more than is read of any: what came before stays', async () => {
  const servicesUrl = await vendor((from) =>
    from < 200 ? pageOf(from) : [plugin('huge', { license: 'x'.repeat(9_000_000) })],
  )
  await addTown('standard', {}, servicesUrl)
  expect(await get()).toMatchObject({
    complete: false,
    missing: { reason: 'no-answer', cause: 'reply-too-large', from: 200 },
  })
})

test('a service without an end is left alone', async () => {
  await addTown('standard', {}, await vendor(() => pageOf(0)))
  expect(await get()).toMatchObject({ complete: false, missing: { reason: 'repeated', cause: null, from: 200 } })
})

test('offers without a title are shown by their reference', async () => {
  const servicesUrl = await vendor(
    (from) =>
      from === 0
        ? [plugin('goldmine', { required_offers: ['GOLD'] }), plugin('platinum', { required_offers: ['PT'] })]
        : [],
    500,
  )
  await addTown('standard', {}, servicesUrl)
  const seen = await get()
  expect(seen.offersCause).toBe('vendor-error')
  expect(seen.plugins.map(({ standing, offer }) => [standing, offer])).toEqual([
    ['open', { reference: 'GOLD', title: null }],
    ['needs-offer', { reference: 'PT', title: null }],
  ])
  expect(seen.ownOffer).toEqual({ reference: 'GOLD', title: 'Gold' })
})

test('of several offers the one that comes first in the list of offers is named, as in GLPI', async () => {
  const offers = ['BRONZE', 'SILVER', 'PT'].map((reference) => ({
    offer_reference: reference,
    title: `The ${reference}`,
  }))
  const needed = [['PT', 'SILVER'], ['UNHEARD', 'PT'], ['UNHEARD']]
  const pages = needed.map((list, at) => plugin(`plugin${at}`, { required_offers: list }))
  await addTown('standard', {}, await vendor((from) => (from === 0 ? pages : []), offers))
  expect((await get()).plugins.map(({ offer }) => offer)).toEqual([
    { reference: 'SILVER', title: 'The SILVER' },
    { reference: 'PT', title: 'The PT' },
    { reference: 'UNHEARD', title: null },
  ])
})

test('the key is nowhere in what is answered, whatever GLPI Network puts into its texts', async () => {
  const key = sandboxKey('standard')
  const servicesUrl = await vendor((from) =>
    from === 0
      ? [plugin('echo', { name: `Hello ${key}`, license: key.slice(20, 60), homepage_url: `https://x.example/${key}` })]
      : [],
  )
  await addTown('standard', {}, servicesUrl)
  const text = await (await panel.call('GET', PATH)).text()
  for (let start = 0; start + 12 <= key.length; start += 1) expect(text).not.toContain(key.slice(start, start + 12))
  expect(Marketplace.parse(JSON.parse(text)).plugins[0]).toMatchObject({ key: 'echo', homepage: null })
})

test('on Cloud, what is listed and not handed out is not offered there', async () => {
  await addTown('standard')
  glpi.snapshot = { installMode: 'CLOUD', version: '11.0.8' }
  await panel.call('PUT', '/api/instances/town/settings', {
    connection: { rest: { url: 'https://town.example/glpi', userToken: 'canary-token' } },
  })
  await panel.call('POST', '/api/instances/town/registration/refresh')
  const seen = await get()
  expect(seen).toMatchObject({ glpiVersion: '11.0.8', counts: { 'not-on-cloud': 1 } })
  expect(standingsOf(seen, 'slowquery', 'roomplan')).toEqual({
    slowquery: ['not-on-cloud', undefined],
    roomplan: ['free', undefined],
  })
  expect(seen.glpiMarketplace).toBe('https://town.example/glpi/front/marketplace.php')
})

test('the registration says how many plugins are open, once somebody has looked', async () => {
  await addTown('standard', { glpiVersion: '11.0.8' })
  const summary = async () =>
    Registration.parse(await panel.json('GET', '/api/instances/town/registration')).plugins ?? null
  expect(await summary()).toBeNull()
  expect(catalogueCalls()).toBe(0)
  await get()
  expect(await summary()).toEqual({
    open: 21,
    total: 25,
    complete: true,
    needs: [{ offer: 'Practice Advanced', count: 3 }],
  })
  panel.passed += 3_600_000
  expect(await summary()).toBeNull()
  await get()
  // of another key it says nothing
  await panel.call('PUT', '/api/instances/town/registration', { key: sandboxKey('basic'), replaceUnverified: true })
  expect(await summary()).toBeNull()
})

test('tags, and the plugins that have one, are asked for once an hour', async () => {
  await addTown('standard')
  const asked = { 'accept-language': 'fr' }
  const tags = () => panel.json('GET', `${PATH}/tags`, undefined, asked)
  const tagged = () => panel.json('GET', `${PATH}/tags/security`, undefined, asked)
  expect(await tags()).toEqual({
    tags: [
      { key: 'helpdesk', name: 'Assistance' },
      { key: 'inventory', name: 'Inventaire' },
      { key: 'management', name: 'Gestion' },
      { key: 'reports', name: 'Rapports' },
      { key: 'security', name: 'Sécurité' },
      { key: 'tools', name: 'Outils' },
    ],
    cause: null,
  })
  const expected = { keys: ['signoncloud', 'userstream', 'auditglass'], complete: true, cause: null }
  expect(await tagged()).toEqual(expected)
  const calls = () => panel.sandbox.calls().filter(({ path }) => path.includes('/tags/')).length
  const before = calls()
  await tags()
  expect(await tagged()).toEqual(expected)
  expect(calls()).toBe(before)
})

test.each([
  [null, [], null],
  ['refused', [], null],
  ['error-500', [], 'vendor-error'],
])('with the key %s there are no tags', async (key, tags, cause) => {
  await addTown(key)
  expect(await panel.json('GET', `${PATH}/tags`)).toEqual({ tags, cause })
  expect(await panel.json('GET', `${PATH}/tags/security`)).toEqual({ keys: [], complete: false, cause })
})

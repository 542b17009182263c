import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { manyPlugins } from './catalogue.ts'
import { SANDBOX_KEYS } from './keys.ts'
import { startSandbox, type Sandbox } from './server.ts'

const Plugins = z.array(
  z.object({
    key: z.string().check(z.regex(/^[a-z]+$/)),
    name: z.string(),
    versions: z.array(z.object({ num: z.string(), download_url: z.string(), stability: z.string() })),
    required_offers: z.nullable(z.array(z.string())),
  }),
)

/** What src/Glpi/Marketplace/Api/Plugins.php and View.php read; PHP warns about each that is missing. */
const MEMBERS = `key name logo_url homepage_url issues_url readme_url changelog_url license note download_count
  date_added date_updated authors descriptions versions required_offers`

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
})
afterAll(() => sandbox.close())

const keyOf = (name: string) => SANDBOX_KEYS.find((entry) => entry.name === name)?.key ?? name
const get = (path: string, headers: Record<string, string> = {}) => fetch(sandbox.url + path, { headers })
const asGlpi = (key: string, range = '0-199', version = '10.0.19') => ({
  'x-registration-key': keyOf(key),
  'x-range': range,
  'user-agent': `GLPI/${version} (installation-mode:TARBALL)`,
})
async function plugins(key: string, range?: string, version?: string, path = 'plugins') {
  return Plugins.parse(await (await get(`/api/marketplace/${path}`, asGlpi(key, range, version))).json())
}
const downloadable = async (key: string, version?: string) =>
  (await plugins(key, '0-199', version)).filter(({ versions }) => versions[0]?.download_url).map((plugin) => plugin.key)
const fitting = async (version: string) =>
  (await plugins('basic', '0-199', version)).filter(({ versions }) => versions.length > 0).map(({ key }) => key)
const tags = async (language: string) => (await get('/api/marketplace/tags/top', { 'x-lang': language })).json()

describe('plugins', () => {
  test('come in pages, with 200 and nothing past the end', async () => {
    expect(await plugins('basic')).toHaveLength(25)
    expect(await plugins('basic', '0-9')).toHaveLength(10)
    expect(await plugins('basic', '20-39')).toHaveLength(5)
    const past = await get('/api/marketplace/plugins', asGlpi('basic', '200-399'))
    expect([past.status, await past.json()]).toEqual([200, []])
  })

  test('of a tag end too: GLPI would ask for ever', async () => {
    expect((await plugins('basic', '0-199', '10.0.19', 'tags/security/plugin')).map(({ key }) => key)).toEqual([
      'signoncloud',
      'userstream',
      'auditglass',
    ])
    expect(await plugins('basic', '200-399', '10.0.19', 'tags/security/plugin')).toEqual([])
  })

  test('have every member that GLPI reads', async () => {
    const found: unknown = await (await get('/api/marketplace/plugins', asGlpi('basic'))).json()
    for (const plugin of z.array(z.record(z.string(), z.unknown())).parse(found)) {
      expect(Object.keys(plugin)).toEqual(MEMBERS.split(/\s+/))
    }
  })

  test('name no offer, an empty list of offers, or some', async () => {
    const named = new Set((await plugins('basic')).map(({ required_offers: offers }) => offers?.length ?? null))
    expect(named).toEqual(new Set([null, 0, 3, 2, 1]))
  })

  test('have the versions that fit the GLPI', async () => {
    expect(await fitting('9.5.13')).toContain('oldfields')
    expect(await fitting('10.0.19')).not.toContain('oldfields')
    expect(await fitting('10.0.19')).not.toContain('nextwindow')
    expect(await fitting('11.0.2')).toContain('nextwindow')
    expect(await fitting('12.0.0')).toEqual([])
  })

  test.each([
    ['advanced', { roomplan: true, labelpress: true, brandkit: true, ticketsplit: true, predictor: true }],
    ['trial-15', { roomplan: true, labelpress: true, brandkit: true, ticketsplit: true, predictor: false }],
    ['basic', { roomplan: true, labelpress: true, brandkit: true, ticketsplit: false, predictor: false }],
    ['registered', { roomplan: true, labelpress: true, brandkit: false, ticketsplit: false, predictor: false }],
    ['ended', { roomplan: true, labelpress: true, brandkit: false, ticketsplit: false, predictor: false }],
    ['refused', { roomplan: false, labelpress: false, brandkit: false, ticketsplit: false, predictor: false }],
  ])('may be downloaded with the key %s as far as it goes', async (key, expected) => {
    const open = await downloadable(key)
    expect(Object.fromEntries(Object.keys(expected).map((plugin) => [plugin, open.includes(plugin)]))).toEqual(expected)
  })
})

test('tags speak the language they are asked in', async () => {
  expect(await tags('en')).toContainEqual({ key: 'security', tag: 'security' })
  expect(await tags('fr')).toContainEqual({ key: 'security', tag: 'Sécurité' })
})

test.each([
  ['/archives/brandkit-1.2.0.tar.gz', 'basic', 200],
  ['/archives/brandkit-1.2.0.tar.gz', 'registered', 403],
  ['/archives/brandkit-1.2.0.tar.gz', 'nobody knows', 403],
  ['/archives/brandkit-1.2.0.tar.gz', null, 401],
  ['/archives/unheard-1.2.0.tar.gz', 'basic', 404],
  ['/api/marketplace/plugin/brandkit/download/1.2.0', 'basic', 200],
  ['/api/marketplace/plugin/unheard/download/1.2.0', 'basic', 404],
  ['/api/marketplace/plugins', 'error-500', 500],
])('%s with the key %s answers %i', async (path, key, status) => {
  expect((await get(path, key === null ? {} : { 'x-registration-key': keyOf(key) })).status).toBe(status)
})

test('the address of a download leads to a plugin that GLPI can install', async () => {
  const roomplan = (await plugins('basic')).find(({ key }) => key === 'roomplan')
  const url = new URL(roomplan?.versions[0]?.download_url ?? '')
  expect(url.origin).toBe(sandbox.url)
  const response = await get(url.pathname, asGlpi('basic'))
  const tar = gunzipSync(await response.arrayBuffer())
  expect(tar.toString('latin1', 0, 18)).toBe('roomplan/setup.php')
  expect(tar.toString('utf8')).toContain("'version' => '1.2.0'")
  expect(tar.toString('utf8')).toContain('function plugin_roomplan_install()')
  // the sum of the header's bytes, its own field counted as blanks
  const sum = tar.subarray(0, 512).reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0)
  expect(Number.parseInt(tar.toString('latin1', 148, 154), 8)).toBe(sum)
})

test('as long a catalogue as is asked for, each with a key of its own', async () => {
  const many = await startSandbox({ port: 0, plugins: manyPlugins(2000) })
  const pageFrom = async (from: number) => {
    const reply = await fetch(`${many.url}/api/marketplace/plugins`, {
      headers: asGlpi('standard', `${from}-${from + 199}`),
    })
    return Plugins.parse(await reply.json())
  }
  const pages = await Promise.all([0, 200, 1800, 2000].map(pageFrom))
  expect(pages.map((page) => page.length)).toEqual([200, 200, 200, 0])
  expect(new Set(pages.flat().map(({ key }) => key)).size).toBe(600)
  await many.close()
})

test('on Cloud some plugins are listed and not handed out', async () => {
  const headers = { ...asGlpi('standard'), 'user-agent': 'GLPI/11.0.8 (installation-mode:CLOUD)' }
  const listed = Plugins.parse(await (await get('/api/marketplace/plugins', headers)).json())
  expect(listed.find(({ key }) => key === 'slowquery')?.versions).toEqual([
    { num: '1.2.0', download_url: '', stability: 'stable' },
    { num: '2.0.0-beta1', download_url: '', stability: 'beta' },
  ])
})

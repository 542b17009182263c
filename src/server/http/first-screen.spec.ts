import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FirstScreenView } from '#contract/page-start.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from '../testing/gateway.ts'
import { createApp } from './app.ts'
import { readBuiltPage } from './page-text.ts'

const BUILT = `<!doctype html>
<html lang="en">
<link rel="stylesheet" crossorigin href="/assets/index-1.css">
<script type="module" crossorigin src="/assets/index-1.js"></script>
<link rel="modulepreload" crossorigin href="/assets/packages-1.js">
<div id="root"></div>
`

/** Says how it was called, in place of the panel's own code. */
const DRAWING = `export const renderFirstScreen = async ({ start, reader, path, basePath }) => {
  if (path === '/fails') throw new Error('cannot be drawn')
  return start.registration && '<p>' + JSON.stringify({ reader, path, basePath, former: start.registration.former.length }) + '</p>'
}`

let folder = ''
let panel: TestGateway
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-first-screen-'))
  for (const name of ['app/assets', 'first-screen']) await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, 'app/assets/index-1.css'), 'p{color:red}')
  await writeFile(join(folder, 'app/index.html'), BUILT)
  await writeFile(join(folder, 'first-screen/first-screen.js'), DRAWING)
  await writeFile(join(folder, 'first-screen/package.json'), '{"type":"module"}')
  panel = await TestGateway.open()
  await panel.signIn()
})
afterAll(async () => {
  await panel.close()
  await rm(folder, { recursive: true })
})

async function pageAt(path: string, reader: string | null, basePath = ''): Promise<string> {
  const cookie = reader === null ? panel.cookie : `${panel.cookie}; latchkey-reader=${reader}`
  const headers = { cookie, 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.5' }
  return (await createApp({ ...panel.gateway, basePath }, join(folder, 'app')).request(path, { headers })).text()
}

const REGISTRATION = '/sandbox/setup/general/glpi-network'

test('the page is drawn for who reads it', async () => {
  const html = await pageAt(REGISTRATION, 'fr~Europe/Paris', '/latchkey')
  const view: Omit<FirstScreenView, 'start'> & { former: number } = {
    reader: { language: 'fr', timeZone: 'Europe/Paris', languages: ['fr-CA', 'fr', 'en'] },
    path: REGISTRATION,
    basePath: '/latchkey',
    former: 0,
  }
  expect(html).toMatch(/<html lang="fr" data-sign-in="[\w-]{16}">/)
  expect(html).toContain(`<div id="root"><p>${JSON.stringify(view)}</p></div>`)
})

test.each([
  ['dark', 'fr~Europe/Paris~dark', ' data-theme="dark"'],
  ['light', 'fr~Europe/Paris~light', ' data-theme="light"'],
  ['that of the system', 'fr~Europe/Paris~', ' data-theme=""'],
  ['not said', 'fr~Europe/Paris', ''],
  ['none that we have', 'fr~Europe/Paris~"><b>', ''],
])('the page comes with the theme that was chosen: %s', async (_, reader, attribute) => {
  const [, found] = /<html lang="fr" data-sign-in="[\w-]{16}"(.*)>\n/.exec(await pageAt(REGISTRATION, reader)) ?? []
  expect(found).toBe(attribute)
})

test('what is drawn is shown before scripts are loaded; where nothing is, they are loaded at once', async () => {
  const scripts = (html: string) => html.match(/<(script|link).*/g)
  expect(scripts(await pageAt(REGISTRATION, 'fr~Europe/Paris', '/latchkey'))).toEqual([
    '<link rel="stylesheet" disabled crossorigin href="/latchkey/assets/index-1.css">',
    '<link data-late crossorigin href="/latchkey/assets/index-1.js">',
    '<link data-late crossorigin href="/latchkey/assets/packages-1.js">',
  ])
  expect(scripts(await pageAt('/instances', 'fr~Europe/Paris'))).toEqual(scripts(BUILT))
})

test('who comes again gets the style sheet with what is drawn, and its hash allows it', async () => {
  const app = createApp(panel.gateway, join(folder, 'app'))
  const open = (path: string, reader: string) =>
    app.request(path, { headers: { cookie: `${panel.cookie}${reader}`, 'accept-language': 'fr' } })
  const again = await open(REGISTRATION, '; latchkey-reader=fr~UTC')
  expect(await again.text()).toContain(
    '<style>p{color:red}</style>\n    <link rel="stylesheet" disabled crossorigin href="/assets/index-1.css">',
  )
  // sha256 of `p{color:red}`
  const hash = "style-src 'self' 'sha256-p0bF+un5yUb9MBO6xRb8kPHlY2BdpHVtLiFkDrZPF64=';"
  expect(again.headers.get('content-security-policy')).toContain(hash)
  // at a first visit, and where nothing is drawn, the browser loads it meanwhile
  const link = '<link rel="stylesheet" crossorigin href="/assets/index-1.css">'
  expect(await (await open(REGISTRATION, '')).text()).toContain(link)
  expect(await (await open('/instances', '; latchkey-reader=fr~UTC')).text()).toContain(link)
})

test.each(['p{background:url(a.svg)}', 'p::after{content:"</style>"}'])(
  'a style sheet stays in its file: %s',
  async (css) => {
    const built = join(folder, `other-${css.length}`)
    await mkdir(join(built, 'assets'), { recursive: true })
    await writeFile(join(built, 'index.html'), BUILT)
    await writeFile(join(built, 'assets/index-1.css'), css)
    const page = readBuiltPage(built, '')
    expect([page.styledHtml, page.inlineStyles]).toEqual([BUILT, []])
  },
)

test('over TLS, what the browser says of its reader counts under the name that nobody else can set', async () => {
  const session = panel.cookie.replace('latchkey=', '__Host-latchkey=')
  const drawn = async (name: string) => {
    const headers = { cookie: `${session}; ${name}=fr~Europe/Paris` }
    const app = createApp(panel.gateway, join(folder, 'app'))
    return (await app.request(`https://localhost${REGISTRATION}`, { headers })).text()
  }
  expect(await drawn('__Host-latchkey-reader')).toContain('<html lang="fr"')
  expect(await drawn('latchkey-reader')).toContain('"timeZone":"UTC"')
})

test.each([
  ['a language that we do not speak', REGISTRATION, 'xx~Europe/Paris'],
  ['a time zone that is none', REGISTRATION, 'fr~Nowhere/Atlantis'],
  ['no time zone', REGISTRATION, 'fr~'],
  ['markup in place of a language', REGISTRATION, '<b>~UTC'],
  ['a page that shows no registration', '/instances', 'fr~Europe/Paris'],
])('it is left to the scripts for %s', async (_, path, reader) => {
  expect(await pageAt(path, reader)).toBe(BUILT)
})

test('what cannot be drawn is reported, and left to the scripts', async () => {
  expect(await pageAt('/fails', 'fr~UTC')).toContain('<div id="root"></div>')
  expect(panel.reports.splice(0)).toEqual([expect.objectContaining({ message: 'cannot be drawn' })])
})

test('who was never here before gets what has no date, in the language they ask for', async () => {
  const html = await pageAt(REGISTRATION, null)
  expect(html).toContain('<html lang="fr"')
  expect(html).toContain('"reader":{"language":"fr","timeZone":"UTC","languages":["fr-CA","fr","en"]}')
  // they have no scripts yet, which come meanwhile
  expect(html).toContain('<link rel="modulepreload" data-late crossorigin href="/assets/index-1.js">')
  await panel.call('PUT', '/api/instances/sandbox/registration', { key: sandboxKey('standard') })
  expect(await pageAt(REGISTRATION, null)).toBe(BUILT)
  await panel.call('DELETE', '/api/instances/sandbox/registration')
  // the key that was there can be put back until a date
  expect(await pageAt(REGISTRATION, null)).toContain('"former":0')
  expect(await pageAt(REGISTRATION, 'fr~UTC')).toContain('"former":1')
})

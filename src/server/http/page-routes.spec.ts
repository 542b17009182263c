import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestGateway } from '../testing/gateway.ts'
import { readServerSettings, SettingsError } from '../settings.ts'
import { createApp } from './app.ts'
import { pageRoutes } from './page.ts'

let folder = ''
let panel: TestGateway
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-page-'))
  const page = '<!doctype html><link href="/favicon.svg"><script src="/theme.js"></script><a href="https://x.example/">'
  await writeFile(join(folder, 'index.html'), page)
  await writeFile(join(folder, 'theme.js'), 'document.title')
  await writeFile(join(folder, 'robots.txt'), 'User-agent: *')
  await mkdir(join(folder, '.vite'))
  await writeFile(join(folder, '.vite/manifest.json'), '{}')
  panel = await TestGateway.open()
})
afterAll(async () => {
  await panel.close()
  await rm(folder, { recursive: true })
})

test.each([
  ['/', 200, 'text/html'],
  ['/town/setup/general/glpi-network', 200, 'text/html'],
  ['/st.-mary/setup/general/glpi-network', 200, 'text/html'],
  ['/theme.js', 200, 'text/javascript'],
  ['/robots.txt', 200, 'text/plain'],
  ['/favicon.ico', 404, 'text/plain'],
  ['/assets/gone.js', 404, 'text/plain'],
  ['/wp-login.php', 404, 'text/plain'],
  ['/.env', 404, 'text/plain'],
  ['/.vite/manifest.json', 404, 'text/plain'],
])('%s answers %i, %s', async (path, status, type) => {
  for (const app of [pageRoutes({ folder }), pageRoutes({ folder, basePath: '/latchkey' })]) {
    const reply = await app.request(path)
    expect([reply.status, reply.headers.get('content-type')?.split(';')[0]]).toEqual([status, type])
  }
})

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('a page is only read: %s', async (method) => {
  const reply = await pageRoutes({ folder }).request('/instances', { method })
  expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})

test.each([
  ['', '/api/metrics'],
  ['/latchkey', '/latchkey/api/metrics'],
])('below “%s”, /metrics leads to %s', async (basePath, to) => {
  const reply = await pageRoutes({ folder, basePath }).request('/metrics')
  expect([reply.status, reply.headers.get('location')]).toEqual([308, to])
})

test.each(['/latchkey', '/latchkey/', '/latchkey/instances', '/', '/instances'])(
  'below a path, the page knows where its files are, whether a proxy takes the path away or not: %s',
  async (path) => {
    const app = createApp({ ...panel.gateway, basePath: '/latchkey' }, folder)
    const text = await (await app.request(path)).text()
    expect(text).toContain('href="/latchkey/favicon.svg"')
    expect(text).toContain('src="/latchkey/theme.js"')
    expect(text).toContain('href="https://x.example/"')
    expect((await app.request('/latchkey/api/health')).status).toBe(200)
    expect((await app.request('/latchkeys/api/health')).headers.get('content-type')).toContain('text/html')
  },
)

test.each([
  [{}, ''],
  [{ LATCHKEY_PUBLIC_URL: 'https://panel.example' }, ''],
  [{ LATCHKEY_PUBLIC_URL: 'https://tools.example/latchkey/' }, '/latchkey'],
  [{ LATCHKEY_BASE_PATH: '/a/b-c' }, '/a/b-c'],
  [{ LATCHKEY_BASE_PATH: '/' }, ''],
])('the base path of %o is %s', (env, basePath) => {
  expect(readServerSettings(env).basePath).toBe(basePath)
})

test.each(['latchkey', '//evil.example', '/a/../b', '/a b', '/"><script>', '/a;b'])('%s is no base path', (path) => {
  expect(() => readServerSettings({ LATCHKEY_BASE_PATH: path })).toThrow(SettingsError)
})

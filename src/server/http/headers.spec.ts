import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PageStart } from '#contract/page-start.ts'
import { TestGateway } from '../testing/gateway.ts'
import { securityHeaders } from './headers.ts'
import { STRANGERS_START } from './page-text.ts'
import { pageRoutes } from './page.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-page-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Latchkey</title>')
  await writeFile(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await writeFile(join(folder, 'theme.js'), 'document.title')
})
afterAll(() => rm(folder, { recursive: true }))

const POLICY = 'content-security-policy'

test('a file that is had already keeps the policy it came with', async () => {
  const app = new Hono().use(securityHeaders).route('/', pageRoutes({ folder }))
  const first = await app.request('/favicon.svg')
  expect([first.status, first.headers.get(POLICY)]).toEqual([200, "default-src 'none'; frame-ancestors 'none'"])
  const again = await app.request('/favicon.svg', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
  // a header of a 304 takes the place of the one that the browser has kept (RFC 9111, 4.3.4)
  expect([again.status, again.headers.get(POLICY)]).toEqual([304, null])
})

test('the page is never kept: it holds what one person may see', async () => {
  const reply = await new Hono().use(securityHeaders).route('/', pageRoutes({ folder })).request('/instances')
  expect([reply.status, reply.headers.get('cache-control'), reply.headers.get('etag')]).toEqual([200, 'no-store', null])
  expect(reply.headers.get(POLICY)).toContain("script-src 'self'")
})

test('a browser has the headers of a page before what it begins with is read', async () => {
  let begin: (start: PageStart) => void = () => undefined
  const begun = new Promise<PageStart>((resolve) => (begin = resolve))
  const app = new Hono().use(securityHeaders).route('/', pageRoutes({ folder, startOf: async () => () => begun }))
  const reply = await app.request('/instances', { headers: { 'accept-encoding': 'br' } })
  expect([reply.headers.get('content-encoding'), reply.headers.get('cache-control')]).toEqual(['br', 'no-store'])
  begin(STRANGERS_START)
  expect(brotliDecompressSync(await reply.arrayBuffer()).toString()).toContain('<title>Latchkey</title>')
})

test('a script, which a browser shows as text, needs no policy', async () => {
  const reply = await new Hono().use(securityHeaders).route('/', pageRoutes({ folder })).request('/theme.js')
  expect([reply.status, reply.headers.get('x-content-type-options'), reply.headers.get(POLICY)]).toEqual([
    200,
    'nosniff',
    null,
  ])
})

test('the page may load nothing but its own, and make markup by one policy alone', async () => {
  const reply = await new Hono().use(securityHeaders).route('/', pageRoutes({ folder })).request('/')
  const policy = reply.headers.get(POLICY) ?? ''
  expect(policy).not.toContain('unsafe')
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types latchkey-guide',
  ])
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
})

test('the script that the page was built with may run, and none that stands in what people have written', async () => {
  const built = await mkdtemp(join(tmpdir(), 'latchkey-page-'))
  await writeFile(join(built, 'index.html'), '<!doctype html>\n<script>document.title</script>\n<body>\n</body>\n')
  const session = { role: 'admin', name: '<script>alert(1)</script>', expiresAt: '', consoleAllowed: false } as const
  const app = new Hono()
    .use(securityHeaders)
    .route('/', pageRoutes({ folder: built, startOf: async () => ({ ...STRANGERS_START, session }) }))
  const reply = await app.request('/')
  expect(await reply.text()).toContain('alert(1)')
  // sha256 of `document.title`
  expect(reply.headers.get(POLICY)).toContain(
    "; script-src 'self' 'sha256-o3vzFSF4YhB5rDb5tpELAmIlJDq+2XOarY4IDsOum1c='; style-src",
  )
  await rm(built, { recursive: true })
})

test.each([
  ['http://localhost/', null],
  ['https://localhost/', 'max-age=31536000'],
])('%s is opened over TLS from now on: %s', async (url, expected) => {
  const reply = await new Hono().use(securityHeaders).route('/', pageRoutes({ folder })).request(url)
  expect(reply.headers.get('strict-transport-security')).toBe(expected)
})

test.each([
  ['GET', '/api/health', 200],
  ['GET', '/api/instances', 401],
  ['GET', '/api/nothing', 401],
  ['PUT', '/api/health', 403],
  ['POST', '/api/session', 403],
])('%s %s is not stored, and nothing of it is used by another site', async (method, path, status) => {
  const panel = await TestGateway.open()
  const reply = await panel.app.request(`http://localhost${path}`, { method })
  expect(reply.status).toBe(status)
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  })
  await panel.close()
})

test.each([
  ['PATCH', '/api/instances/sandbox/registration', 'GET, HEAD, PUT, DELETE'],
  ['GET', '/api/instances/sandbox/registration/refresh', 'POST'],
  ['PUT', '/api/session', 'POST, GET, HEAD, DELETE'],
])('%s %s is answered with what it takes', async (method, path, allow) => {
  const panel = await TestGateway.open()
  const reply = await panel.call(method, path)
  expect([reply.status, reply.headers.get('allow')]).toEqual([405, allow])
  await panel.close()
})

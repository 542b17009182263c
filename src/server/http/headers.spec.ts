import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { securityHeaders } from './headers.ts'
import { pageRoutes } from './app.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-page-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Latchkey</title>')
  await writeFile(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await writeFile(join(folder, 'theme.js'), 'document.title')
})
afterAll(() => rm(folder, { recursive: true }))

const POLICY = 'content-security-policy'

test.each([
  ['/instances', "script-src 'self'"],
  ['/favicon.svg', "default-src 'none'; frame-ancestors 'none'"],
])('what is had already keeps the policy it came with: %s', async (path, policy) => {
  const app = new Hono().use(securityHeaders).route('/', pageRoutes(folder))
  const first = await app.request(path)
  expect([first.status, first.headers.get(POLICY)]).toEqual([200, expect.stringContaining(policy)])
  const again = await app.request(path, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
  // a header of a 304 takes the place of the one that the browser has kept (RFC 9111, 4.3.4)
  expect([again.status, again.headers.get(POLICY)]).toEqual([304, null])
})

test('a script, which a browser shows as text, needs no policy', async () => {
  const reply = await new Hono().use(securityHeaders).route('/', pageRoutes(folder)).request('/theme.js')
  expect([reply.status, reply.headers.get('x-content-type-options'), reply.headers.get(POLICY)]).toEqual([
    200,
    'nosniff',
    null,
  ])
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { securityHeaders } from './headers.ts'
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

test('a script, which a browser shows as text, needs no policy', async () => {
  const reply = await new Hono().use(securityHeaders).route('/', pageRoutes({ folder })).request('/theme.js')
  expect([reply.status, reply.headers.get('x-content-type-options'), reply.headers.get(POLICY)]).toEqual([
    200,
    'nosniff',
    null,
  ])
})

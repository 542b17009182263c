import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Instances } from '#contract/panel.ts'
import { Problem } from '#contract/problem.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from '../testing/gateway.ts'
import { createApp, requestListener } from './app.ts'

const REGISTRATION = '/api/instances/sandbox/registration'

let folder = ''
let panel: TestGateway
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-hostile-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Latchkey</title>')
  await writeFile(join(folder, 'assets/panel-1234.js'), 'document.title')
  await writeFile(join(folder, 'robots.txt'), 'User-agent: *')
  panel = await TestGateway.open()
  panel.app = createApp(panel.gateway, folder)
})
afterAll(async () => {
  await panel.close()
  await rm(folder, { recursive: true })
})

test.each([
  '/',
  '/assets/panel-1234.js',
  '/robots.txt',
  '/gone.txt',
  '/api/metrics',
  '/api/calendar.ics',
  '/api/instances/sandbox/report?format=markdown',
])('%s says that its text is UTF-8', async (path) => {
  const reply = await panel.call('GET', path)
  await reply.text()
  expect(reply.headers.get('content-type')).toMatch(/^text\/[\w-]+; (version=[\d.]+; )?charset=utf-8$/i)
})

test.each([
  ['OPTIONS', REGISTRATION],
  ['GET', REGISTRATION],
  ['GET', '/api/health'],
  ['GET', '/'],
])('a page of another site may read nothing: %s %s', async (method, path) => {
  const reply = await panel.call(method, path, undefined, {
    origin: 'https://other.example',
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'content-type',
  })
  expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
})

test.each(['/assets', '/assets/', '/assets/.', '/%2e/', '/assets/%2e%2e/'])('%s lists no files', async (path) => {
  const reply = await panel.call('GET', path)
  expect(await reply.text()).not.toContain('panel-1234')
})

test.each(['TRACE', 'TRACK', 'CONNECT'])('%s sends nothing back of what came', async (method) => {
  const server = createServer(requestListener(panel.gateway, folder)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const socket = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1').setEncoding('utf8')
  let reply = ''
  socket.on('data', (text: string) => (reply += text)).on('error', () => undefined)
  socket.write(`${method} / HTTP/1.1\r\nHost: localhost\r\nCookie: canary=canary\r\nConnection: close\r\n\r\n`)
  await once(socket, 'close')
  server.close()
  expect(reply).not.toContain('canary')
  expect(reply).not.toMatch(/^HTTP\/1\.1 200/)
})

test('of a parameter that is given twice, the first counts', async () => {
  const { token } = await panel.gateway.readTokens.create('twice')
  const read = async (query: string) => {
    const reply = await panel.call('GET', `/api/calendar.ics?${query}`, undefined, { cookie: '' })
    await reply.text()
    return reply.status
  }
  expect(await read(`token=${token}&token=wrong`)).toBe(200)
  expect(await read(`token=wrong&token=${token}`)).toBe(401)
  expect(await read(`token=wrong,${token}`)).toBe(401)
})

test.each(['__proto__', 'constructor', 'prototype'])(
  'a member called %s changes nothing but is refused',
  async (name) => {
    const body = `{"key":${JSON.stringify(sandboxKey('standard'))},"${name}":{"role":"admin","polluted":true}}`
    expect(await panel.json('PUT', REGISTRATION, body)).toMatchObject({ code: 'request-invalid', status: 422 })
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted')
  },
)

test('a fault is answered in general words, and only the log says what it was', async () => {
  const canary = "canary: select * from sign_ins where path = '/var/lib/latchkey/latchkey.key'"
  const broken = {
    ...panel.gateway,
    calendarFacts: () => Promise.reject(new Error(canary)),
  }
  const reply = await createApp(broken, null).request('/api/calendar.ics', { headers: { cookie: panel.cookie } })
  const text = await reply.text()
  expect(text).not.toContain('canary')
  expect(Problem.parse(JSON.parse(text))).toEqual({
    type: 'urn:latchkey:problem:unexpected',
    code: 'unexpected',
    title: expect.any(String),
    status: 500,
    detail: 'Something went wrong here; the log of the gateway says what.',
  })
  expect(panel.reports.splice(0)).toEqual([expect.objectContaining({ message: canary })])
})

test('a name that is SQL is a name', async () => {
  const name = "x'), ('y', (select hex(sealed_key) from registrations)); delete from instances; --"
  expect((await panel.call('POST', '/api/instances', { id: 'town', name })).status).toBe(201)
  expect(await panel.json('GET', '/api/instances/town')).toMatchObject({ name })
  const { instances } = Instances.parse(await panel.json('GET', '/api/instances'))
  expect(instances.map(({ id }) => id)).toEqual(['sandbox', 'town'])
})

import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, request, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createFront } from '../front.ts'
import { TestGateway } from '../testing/gateway.ts'
import { requestListener } from './app.ts'
import { firstAnswers } from './first-answers.ts'

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <link href="/favicon.svg">
    <script>document.title</script>
  </head>
  <body>
    <div id="root"></div>
    <p>${'A page is compressed once it takes more than a packet. '.repeat(40)}
  </body>
</html>
`
const front = createFront({
  host: '127.0.0.1',
  publicUrl: 'https://panel.example',
  basePath: '/lk',
  trustedProxies: [],
})

let root = ''
let folder = ''
let panel: TestGateway
const servers: Server[] = []
beforeAll(async () => {
  // `now` is in the answer to who asks for its health
  vi.useFakeTimers({ toFake: ['Date'] })
  root = await mkdtemp(join(tmpdir(), 'latchkey-first-'))
  folder = join(root, 'app')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await mkdir(join(root, 'first-screen'))
  await writeFile(
    join(root, 'first-screen/first-screen.js'),
    'globalThis.drawsFirstScreen = true; export const renderFirstScreen = () => null',
  )
  await writeFile(join(root, 'first-screen/package.json'), '{"type":"module"}')
  await writeFile(join(folder, 'index.html'), PAGE)
  await writeFile(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await writeFile(join(folder, 'assets/main-1.js'), 'document.title')
  await writeFile(join(folder, 'assets/main-1.js.br'), brotliCompressSync('document.title'))
  panel = await TestGateway.open()
})
afterAll(async () => {
  for (const server of servers) server.close()
  await panel.close()
  await rm(root, { recursive: true })
  vi.useRealTimers()
})

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

type Asked = { method?: string; headers?: Record<string, string> }
type Seen = { status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }

async function ask(port: number, path: string, { method = 'GET', headers = {} }: Asked): Promise<Seen> {
  const sent = request({ port, path, method, agent: false, headers: { host: 'localhost:8420', ...headers } }).end()
  const [reply] = await once(sent, 'response')
  const { date: _date, ...lasting } = reply.headers
  return { status: reply.statusCode, headers: lasting, body: await buffer(reply) }
}

/** What is answered first, and by the routes; null for a request that is left to them. */
async function answers(path: string, asked: Asked = {}, basePath = ''): Promise<{ first: Seen | null; routes: Seen }> {
  const gateway = { ...panel.gateway, basePath, front, dataFolder: '/srv/data', isBehindProxy: basePath !== '' }
  const first = firstAnswers(gateway, folder)
  let isLeft = false
  const leave = (...[, response]: Parameters<RequestListener>) => {
    isLeft = true
    response.end()
  }
  const port = await listen((...exchange) => first(...exchange, () => leave(...exchange)))
  const seen = await ask(port, path, asked)
  return { first: isLeft ? null : seen, routes: await ask(await listen(requestListener(gateway, folder)), path, asked) }
}

test('what draws the page of who signs in is loaded once the first page is sent', async () => {
  const first = firstAnswers({ ...panel.gateway, front }, folder)
  const port = await listen((...exchange) => first(...exchange, () => undefined))
  expect((await ask(port, '/', {})).body.toString()).toContain('"signIn":"","session":null')
  await vi.waitFor(() => expect(globalThis).toHaveProperty('drawsFirstScreen', true))
})

test.each<[string, Asked, string?]>([
  ['/api/health', {}],
  ['/api/health', { headers: { 'accept-encoding': 'gzip, br', cookie: 'latchkey=secret' } }],
  ['/api/health', { headers: { 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https' } }, '/lk'],
  ['/lk/api/health', {}, '/lk'],
  ['/', {}],
  ['/', { headers: { 'accept-encoding': 'gzip, deflate, br, zstd', 'accept-language': 'fr' } }],
  ['/', { headers: { 'accept-encoding': 'gzip' } }],
  ['/', { headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'panel.example' } }],
  ['/lk', {}, '/lk'],
  ['/lk/sign-in', {}, '/lk'],
  ['/sign-in', { headers: { cookie: 'theme=dark' } }],
  ['/town/setup/general/glpi-network', {}],
  ['/index.html', {}],
  ['/favicon.svg', {}],
  ['/assets/main-1.js', { headers: { 'accept-encoding': 'br', cookie: 'latchkey=secret' } }],
  ['/assets/main-1.js', { headers: { range: 'bytes=0-3' } }],
  ['/assets/main-1', {}],
  ['/favicon.ico', {}],
])('%s is answered before the routes are loaded, and as they do: %j', async (path, asked, basePath) => {
  const { first, routes } = await answers(path, asked, basePath)
  expect(first).toEqual(routes)
})

test.each<[string, Asked]>([
  ['/api/health', { method: 'HEAD' }],
  ['/api/health', { method: 'POST', headers: { 'content-length': '0' } }],
  ['/api/session', {}],
  ['/api', {}],
  ['/metrics', {}],
  ['/x/../api/session', {}],
  ['//api/session', {}],
  ['/%61pi/session', {}],
  ['/.env', {}],
  ['/?q', {}],
  ['/', { headers: { cookie: 'latchkey=secret' } }],
  ['/', { headers: { cookie: 'latchkey-reader=fr~Europe%2FParis' } }],
  ['/', { headers: { host: 'elsewhere.example' } }],
  ['/', { headers: { 'x-forwarded-host': 'elsewhere.example' } }],
])('%s is left to the routes: %j', async (path, asked) => {
  expect((await answers(path, asked)).first).toBeNull()
})

test('a page that was not built is left to the routes', async () => {
  const left = vi.fn<() => void>()
  const port = await listen((asked, response) =>
    firstAnswers(panel.gateway, join(folder, 'gone'))(asked, response, () => {
      left()
      response.end()
    }),
  )
  await ask(port, '/', {})
  expect(left).toHaveBeenCalledOnce()
})

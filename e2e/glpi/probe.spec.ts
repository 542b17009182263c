import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { fingerprintOf } from '#domain/key.ts'
import { conclude } from '#domain/conclusion.ts'
import { encryptedAsGlpi } from '#glpi/testing/as-glpi.ts'
import { makeCertificates } from '../rig/certificates.ts'
import { isFullRun } from '../../src/bin/full-run.ts'
import { asUser } from '../rig/as-user.ts'
import { IS_ROOT } from '../rig/glpi-machine/machine.ts'
import { Listener } from '../rig/listener.ts'
import { freePort } from '#net/testing/free-port.ts'
import { aGlpi, inspect, sshd } from './machines.ts'

const glpi = aGlpi()
const listeners: Listener[] = []

afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.close()))
})

async function listen(server: Server, scheme = 'http'): Promise<string> {
  const listener = await Listener.on(server, '127.0.0.1')
  listeners.push(listener)
  return `${scheme}://127.0.0.1:${listener.port}`
}

const http = (handler: RequestListener) => listen(createHttpServer(handler))
const answers =
  (status: number, type: string, body: string): RequestListener =>
  (_, reply) =>
    reply.writeHead(status, { 'content-type': type }).end(body)
const GOOD = answers(200, 'application/json', '{"status":"ok"}')

const inspectFrom = (servicesUrl: string, prefix: string[] = []) =>
  inspect({ console: { ...glpi().console, prefix } }, { servicesUrl })

/** "connect connect-refused CURL_7": where the way from GLPI's machine ended, or "open". */
async function endOfPath(servicesUrl: string): Promise<string> {
  const { steps } = await inspectFrom(servicesUrl)
  const links = steps.filter(({ stage }) => ['resolve', 'connect', 'proxy', 'tls', 'http'].includes(stage))
  const failed = links.find(({ outcome }) => outcome === 'failed')
  if (!failed) return links.map(({ stage, outcome }) => `${stage} ${outcome}`).join(', ')
  return [failed.stage, failed.cause, failed.facts['error-code']].filter(Boolean).join(' ')
}

const DIRECT = 'resolve passed, connect passed, tls not-needed, http passed'

type Row = [title: string, services: () => Promise<string>, expected: string]
const SILENT: Row = ['a silent listener', () => listen(createTcpServer(), 'http'), 'http reply-timeout CURL_28']

test.each<Row>([
  ['GLPI Network answers', () => http(GOOD), DIRECT],
  ['a block page', () => http(answers(200, 'text/html', '<title>Blocked</title>')), 'http not-the-vendor'],
  ['a portal', () => http((_, reply) => reply.writeHead(302, { location: '/login' }).end()), 'http redirected'],
  ['a request to wait', () => http(answers(429, 'application/json', '{}')), 'http rate-limited'],
  ['an error of GLPI Network', () => http(answers(503, 'application/json', '{}')), 'http vendor-error'],
  [
    'a connection that is closed at once',
    () => http((request) => request.socket.destroy()),
    'http connection-reset CURL_52',
  ],
  ['an endless reply', () => http(endless), 'http reply-too-large CURL_42'],
  ['a closed port', async () => `http://127.0.0.1:${await freePort()}`, 'connect connect-refused CURL_7'],
  ['an unknown name', async () => 'http://vendor.invalid', 'resolve dns-not-found CURL_6'],
  ['a server without TLS', () => listen(createHttpServer(GOOD), 'https'), 'tls tls-not-tls CURL_35'],
  // this row alone waits for eight seconds
  ...(isFullRun ? [SILENT] : []),
])('from GLPI’s machine: %s', async (_, services, expected) => {
  expect(await endOfPath(await services())).toBe(expected)
})

function endless(_: unknown, reply: Parameters<RequestListener>[1]): void {
  const more = () => reply.write('x'.repeat(65_536), (error) => !error && more())
  reply.writeHead(200, { 'content-type': 'application/json' })
  more()
}

test('an issuer that PHP does not trust is named, though curl hides it', async () => {
  mkdirSync(glpi().at('authority'))
  const { leaves } = makeCertificates(glpi().at('authority'))
  const services = await listen(createHttpsServer({ ...leaves.good }, GOOD), 'https')
  const { byId } = await inspectFrom(services)
  expect(byId['host:tls']).toMatchObject({ outcome: 'failed', cause: 'tls-untrusted-issuer' })
  expect(byId['host:tls']?.facts).toMatchObject({ 'error-code': 'CURL_60', issuer: expect.any(String) })
  expect(byId['host:tls']?.facts['valid-to']).toMatch(/^\d{4}-/)
})

test('GLPI’s own proxy is used with its password, which appears nowhere else', async () => {
  const received: string[] = []
  const proxy = createHttpServer((request, reply) => {
    received.push(request.headers['proxy-authorization'] ?? '')
    reply.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await useProxy(proxy, 'correct horse')
  const { steps, lines, snapshot } = await inspectFrom('http://services.vendor.invalid')
  expect(steps.map(({ stage, outcome }) => `${stage} ${outcome}`)).toEqual(
    expect.arrayContaining(['proxy passed', 'http passed']),
  )
  expect(received).toEqual([`Basic ${Buffer.from('glpi:correct horse').toString('base64')}`])
  expect(snapshot.proxy).toMatchObject({ host: '127.0.0.1', user: 'glpi', password: null })
  expect(JSON.stringify({ lines, snapshot })).not.toContain('correct horse')
})

test.each([
  [407, 'proxy proxy-auth-required CURL_56'],
  [403, 'proxy proxy-denied CURL_56'],
  [503, 'proxy proxy-cannot-reach CURL_56'],
  [405, 'proxy proxy-unreachable CURL_56'],
])('a proxy that answers %i to CONNECT', async (status, expected) => {
  const proxy = createHttpServer()
  proxy.on('connect', (_, socket) => socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`))
  await useProxy(proxy, '')
  expect(await endOfPath('https://services.vendor.invalid')).toBe(expected)
})

test('a proxy that is down', async () => {
  await glpi().set('proxy_name', '127.0.0.1')
  await glpi().set('proxy_port', String(await freePort()))
  expect(await endOfPath('https://services.vendor.invalid')).toBe('proxy proxy-unreachable CURL_7')
})

test('GLPI 11 calls GLPI Network without its proxy when GLPI Network is excluded from it', async () => {
  await glpi().set('proxy_name', '127.0.0.1')
  await glpi().set('proxy_port', String(await freePort()))
  const services = await http(GOOD)
  const reachOf = async () => {
    const { snapshot } = await inspectFrom(services)
    return { exclusions: snapshot.proxyExclusions, reach: snapshot.vendorReach }
  }
  const dead = { reachable: false, cause: 'proxy-unreachable' }
  expect(await reachOf()).toEqual({ exclusions: [], reach: dead })
  await glpi().set('proxy_exclusions', '["CalDAV"]')
  expect(await reachOf()).toEqual({ exclusions: ['CalDAV'], reach: dead })
  await glpi().set('proxy_exclusions', '["CalDAV","GLPINetwork"]')
  expect(await reachOf()).toEqual({ exclusions: ['CalDAV', 'GLPINetwork'], reach: { reachable: true, cause: null } })
  expect(await endOfPath(services)).toBe(DIRECT)
  await glpi().set('proxy_exclusions', 'no list')
  expect(await reachOf()).toEqual({ exclusions: [], reach: dead })
})

test.each<[string, () => Promise<string>, object | null]>([
  ['answers', () => http(GOOD), { reachable: true, cause: null }],
  ['is not there', async () => `http://127.0.0.1:${await freePort()}`, { reachable: false, cause: 'connect-refused' }],
  [
    'is behind a block page',
    () => http(answers(200, 'text/html', '<p>No')),
    { reachable: false, cause: 'not-the-vendor' },
  ],
])('GLPI Network, as GLPI’s own machine finds it, %s', async (_, services, expected) => {
  expect((await inspectFrom(await services())).snapshot.vendorReach).toEqual(expected)
})

test('a proxy’s refusal proves nothing when only PHP can open the proxy’s password', async (context) => {
  context.skip(!IS_ROOT, 'root alone can give files away')
  const proxy = createHttpServer((_, reply) => reply.writeHead(407).end())
  await useProxy(proxy, 'correct horse')
  glpi().give('config/glpicrypt.key')
  chmodSync(glpi().at('config/glpicrypt.key'), 0o400)
  const asSomebody = { console: { ...glpi().console, prefix: asUser(23_456) } }
  const { snapshot } = await inspect(asSomebody, { servicesUrl: 'http://services.vendor.invalid' })
  expect(snapshot.vendorReach).toBe(null)
  expect((await inspectFrom('http://services.vendor.invalid')).snapshot.vendorReach).toEqual({
    reachable: false,
    cause: 'proxy-auth-required',
  })
})

async function useProxy(server: Server, password: string): Promise<void> {
  const { port } = new URL(await listen(server))
  await glpi().set('proxy_name', '127.0.0.1')
  await glpi().set('proxy_port', port)
  await glpi().set('proxy_user', 'glpi')
  await glpi().set('proxy_passwd', encryptedAsGlpi(password, glpi().cryptKey))
}

test.each([
  ['here', () => []],
  ['over ssh', () => sshd().prefix],
])('%s the probe reports on GLPI, its machine and its clock, and the key stays there', async (_, prefix) => {
  await glpi().storeKey(DEMO_KEY)
  await glpi().set('marketplace_replace_plugins', '3')
  const { snapshot, clocks, lines, steps } = await inspectFrom(await http(GOOD), prefix())
  expect(snapshot).toMatchObject({
    version: '10.0.19',
    uid: 'hIByHB2TcewxnFJvllJDLObUEchXG3LCt15hpM7G',
    installMode: 'TARBALL',
    rights: { read: true, update: true },
    proxy: false,
    replacePlugins: 3,
    marketplaceEnabled: true,
    directoryWritable: true,
    cryptKey: 'sound',
    stored: { state: 'readable', fingerprint: fingerprintOf(DEMO_KEY), length: DEMO_KEY.length },
  })
  expect(clocks).toMatchObject([{ clock: 'glpi', trusted: true }])
  const [clock] = clocks
  // it is the same machine's
  expect(Math.abs(clock?.offsetSeconds ?? 99)).toBeLessThan((clock?.uncertaintySeconds ?? 0) + 0.05)
  expect(conclude(steps, clocks).headline).toBe(null)
  const reported = JSON.stringify(lines)
  for (const secret of [DEMO_KEY, glpi().password, glpi().cryptKey.toString('base64'), (await glpi().value()) ?? ''])
    expect(reported).not.toContain(secret)
})

test.each<[string, () => void, object]>([
  ['GLPI 11, with its version in another file', () => glpi().becomeEleven(), { version: '11.0.8' }],
  ['a checkout', () => mkdirSync(glpi().at('.git')), { installMode: 'GIT' }],
  ['settings of its own', () => settings("define('GLPI_INSTALL_MODE', 'DOCKER');"), { installMode: 'DOCKER' }],
  ['no marketplace', () => settings("define('GLPI_MARKETPLACE_ENABLE', 1);"), { marketplaceEnabled: false }],
  ['a folder that is gone', () => rmSync(glpi().at('marketplace'), { recursive: true }), { directoryWritable: false }],
  [
    'a folder elsewhere',
    () => settings(`define('GLPI_MARKETPLACE_DIR', '${glpi().at('files')}');`),
    { directoryWritable: true },
  ],
  ['settings that print and fail', () => settings('echo "x"; throw new Exception("y");'), { version: '10.0.19' }],
  ['no encryption file', () => rmSync(glpi().at('config/glpicrypt.key')), { cryptKey: 'missing' }],
])('%s', async (_, change, expected) => {
  change()
  expect((await inspectFrom(await http(GOOD))).snapshot).toMatchObject(expected)
})

const settings = (line: string): void => glpi().put('config/local_define.php', `<?php\n${line}\n`)

test('GLPI’s own setting names the service to ask', async () => {
  settings(`define('GLPI_NETWORK_SERVICES', '${await http(GOOD)}/');`)
  expect(await endOfPath('http://vendor.invalid')).toBe(DIRECT)
})

test('a PHP without extensions reports which are missing, and what it can still see', async () => {
  glpi().put('bare-php', '#!/bin/sh\nexec php -n "$@"\n')
  chmodSync(glpi().at('bare-php'), 0o755)
  const connection = { console: { ...glpi().console, php: glpi().at('bare-php') } }
  const { byId, snapshot } = await inspect(connection, { servicesUrl: await http(GOOD) })
  expect(byId['host:php']).toMatchObject({ outcome: 'failed', cause: null })
  expect(byId['host:php']?.facts['missing-extensions']).toMatch(/curl.*mysqli/)
  expect(byId['host:resolve']).toMatchObject({ outcome: 'not-needed', facts: { reason: 'no-curl' } })
  expect(byId['host:glpi-settings']).toMatchObject({ outcome: 'failed', facts: { 'error-code': 'NO_MYSQLI' } })
  expect(snapshot).toMatchObject({ version: '10.0.19', cryptKey: 'sound', stored: { state: 'unseen' } })
})

test.each<[string, () => unknown, string]>([
  [
    'a wrong password',
    () => glpi().put('config/config_db.php', glpi().configuration('wrong')),
    'glpi-database-down MYSQL_1045',
  ],
  ['no config_db.php', () => rmSync(glpi().at('config/config_db.php')), 'command-failed ENOENT'],
  [
    'a config_db.php without a class',
    () => glpi().put('config/config_db.php', '<?php\n'),
    'command-failed NO_CONFIG_DB',
  ],
  [
    'one that cannot be parsed',
    () => glpi().put('config/config_db.php', '<?php\nclass {'),
    'command-failed NO_CONFIG_DB',
  ],
  ['no table', () => glpi().sql(`DROP TABLE ${glpi().name}.glpi_configs`), 'glpi-database-down MYSQL_1146'],
])('the database of GLPI: %s', async (_, spoil, code) => {
  await spoil()
  const { byId, snapshot } = await inspectFrom(await http(GOOD))
  const { cause, facts } = byId['host:glpi-settings'] ?? { facts: {} }
  expect(`${cause} ${facts['error-code']}`).toBe(code)
  expect(byId['host:glpi-stored']).toMatchObject({ outcome: 'not-reached' })
  // GLPI Network answers anyone here, but whether GLPI would ask through a proxy is not known
  expect(snapshot).toMatchObject({ proxy: null, proxyExclusions: null, vendorReach: null })
  expect(byId['host:resolve']).toMatchObject({ outcome: 'not-needed', facts: { reason: 'proxy-unknown' } })
  expect(byId['host:http']).toBe(undefined)
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { listenAt } from '#cli/commands/listen.ts'
import { makeCertificate } from '#glpi-network/testing/certificate.ts'
import { readServerSettings } from '#server/settings.ts'

let folder = ''
const TLS = () => ({ LATCHKEY_TLS_CERT: join(folder, 'cert.pem'), LATCHKEY_TLS_KEY: join(folder, 'key.pem') })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-health-'))
  const made = makeCertificate({ name: 'panel.test', hosts: ['panel.test'] })
  writeFileSync(join(folder, 'cert.pem'), made.cert)
  writeFileSync(join(folder, 'key.pem'), made.key)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** How the check ends beside what listens with these settings, as the gateway reads them. */
async function checked(env: Record<string, string>, status = 200): Promise<{ code: number; asked: string[] }> {
  const asked: string[] = []
  const listener = await listenAt({ ...readServerSettings(env), port: 0 })
  onTestFinished(() => listener.close())
  listener.open((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(status).end()
  })
  return { code: await exitOf({ ...env, LATCHKEY_PORT: String(listener.port) }), asked }
}

async function exitOf(env: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'healthcheck.mjs')], { env, stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  return code
}

test.each<[string, () => Record<string, string>, string]>([
  ['every address', () => ({ LATCHKEY_HOST: '0.0.0.0' }), '/api/health'],
  ['one address', () => ({ LATCHKEY_HOST: '127.0.0.2' }), '/api/health'],
  ['every address of IPv6', () => ({ LATCHKEY_HOST: '[::]' }), '/api/health'],
  ['one of IPv6', () => ({ LATCHKEY_HOST: '::1' }), '/api/health'],
  ['what holds without a setting', () => ({ LATCHKEY_HOST: '' }), '/api/health'],
  ['TLS', () => ({ LATCHKEY_HOST: '127.0.0.2', ...TLS() }), '/api/health'],
  ['TLS on IPv6', () => ({ LATCHKEY_HOST: '::1', ...TLS() }), '/api/health'],
  ['a base path', () => ({ LATCHKEY_BASE_PATH: '/latchkey/' }), '/latchkey/api/health'],
  ['the path of the public address', () => ({ LATCHKEY_PUBLIC_URL: 'https://a.example/glpi/' }), '/glpi/api/health'],
  [
    'a base path beside a public address',
    () => ({ LATCHKEY_BASE_PATH: '/inside', LATCHKEY_PUBLIC_URL: 'https://a.example/outside' }),
    '/inside/api/health',
  ],
])('a container is healthy that listens on %s', async (_, env, path) => {
  expect(await checked(env())).toEqual({ code: 0, asked: [path] })
})

test('it is not where something else answers, or nothing', async () => {
  expect(await checked({}, 404)).toEqual({ code: 1, asked: ['/api/health'] })
  // on another address than the one that is asked
  const listener = await listenAt({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => listener.close())
  expect(await exitOf({ LATCHKEY_HOST: '127.0.0.3', LATCHKEY_PORT: String(listener.port) })).toBe(1)
})

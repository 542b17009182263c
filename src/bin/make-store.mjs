// A store for src/server/store/upgrade.spec.ts, made by a program as it was built: node src/bin/make-store.mjs dist/latchkey/main.js v22-75516f4
// It adds two files to src/server/store/testing/stores/: run it before a change of the schema, with the program of before.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import Database from 'libsql'

const [, , main, name] = process.argv
if (!main || !name) throw new Error('Name the built program, and what the store is called.')
const stores = fileURLToPath(new URL('../server/store/testing/stores/', import.meta.url))
const data = mkdtempSync(join(tmpdir(), 'latchkey-'))
const env = { PATH: process.env.PATH, HOME: data, LATCHKEY_DATA: data, LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: '0' }
const latchkey = (...words) => spawnSync(process.execPath, [main, ...words], { env, encoding: 'utf8' }).stdout

const keys = Object.fromEntries(
  latchkey('sandbox', 'keys', '--json')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ name: of, key }) => [of, key]),
)
const gateway = spawn(process.execPath, [main, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
const ended = new Promise((resolve) => gateway.once('exit', resolve))
let [origin, token, sandbox] = ['', '', '']
for await (const line of createInterface({ input: gateway.stdout })) {
  if (line.includes('andbox')) sandbox = /http:\/\/[\d.]+:\d+/.exec(line)?.[0] ?? ''
  const found = /^Sign in: (http:\/\/[^/]+).*#token=(\S+)/.exec(line)
  if (!found) continue
  ;[, origin, token] = found
  break
}

let cookie = ''
async function send(method, path, body) {
  const headers = { 'content-type': 'application/json', origin, cookie, 'x-requested-with': 'x' }
  const reply = await fetch(origin + path, { method, headers, body: body && JSON.stringify(body) })
  const text = await reply.text()
  // an early program has not all of these
  process.stdout.write(`${method} ${path} ${reply.status}${reply.ok ? '' : ` ${text}`}\n`)
  cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? cookie
  return reply.ok
}

// the second is for programs that know no attempt
if (!(await send('POST', '/api/session', { token, attempt: 'a'.repeat(32) })))
  await send('POST', '/api/session', { token })
const connection = { rest: { url: 'http://127.0.0.1:9/glpi', userToken: 'a-token-of-glpi' } }
await send('POST', '/api/instances', { id: 'town', name: 'Town hall', servicesUrl: sandbox })
await send('PUT', '/api/instances/town/registration', { key: keys.standard })
await send('PUT', '/api/instances/town/registration', { key: keys.advanced, replaceUnverified: true })
await send('POST', '/api/instances/town/registration/refresh')
await send('POST', '/api/instances/town/diagnosis', {})
await send('POST', '/api/instances', { id: 'harbour', name: 'Harbour', servicesUrl: sandbox, connection })
for (const more of [{ replaceUnverified: true, keepWithoutGlpi: true }, { replaceUnverified: true }])
  if (await send('PUT', '/api/instances/harbour/registration', { key: keys['ends-in-6'], ...more })) break
await send('POST', '/api/people/invitations', { role: 'viewer', hours: 24, name: 'Ada' })
const wishes = { language: 'en', rungs: [60, 30], troubles: ['critical'], instances: null, delivery: 'at-once' }
const times = { digestAt: '08:00', quiet: null, zone: 'UTC' }
const recipient = { name: 'Ann', kind: 'email', target: 'ann@example.org' }
await send('POST', '/api/notices/recipients', { ...wishes, ...times, ...recipient })
latchkey('token', 'create', '--name', 'prometheus')
gateway.kill('SIGTERM')
await ended

const path = join(data, 'latchkey.sqlite')
const database = new Database(path)
database.exec('vacuum')
database.close()
writeFileSync(join(stores, `${name}.sqlite.gz`), gzipSync(readFileSync(path), { level: 9 }))
writeFileSync(join(stores, `${name}.key`), readFileSync(join(data, 'latchkey.key')))
rmSync(data, { recursive: true })

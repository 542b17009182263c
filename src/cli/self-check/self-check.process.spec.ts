import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttps } from 'node:https'
import { request } from 'node:http'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeCertificate } from '#glpi-network/testing/certificate.ts'
import { freePort } from '#net/testing/free-port.ts'
import { startSandbox, type Sandbox } from '#sandbox/server.ts'
import { builtProgram, startProgram } from '../testing/program.ts'

let main = ''
let sandbox: Sandbox
beforeAll(async () => {
  main = await builtProgram()
  sandbox = await startSandbox({ port: 0 })
  return () => sandbox.close()
})

let folder = ''
let servers: Server[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  servers = []
})
afterEach(() => {
  for (const server of servers) server.close()
  rmSync(folder, { recursive: true })
})

type Line = { check: string; ok: boolean | null; sentence: string; next: string | null; cause: string | null }
type Checked = { code: number | null; err: string; find: (check: string) => Line | undefined; wrong: string[] }

/** Time for the path to GLPI Network that nobody runs out of here. */
const MAX_TIME = ['--max-time', '300']

function read({ code, out, err }: { code: number | null; out: string; err: string }): Checked {
  const lines: Line[] = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
  return {
    code,
    err,
    find: (check) => lines.find((line) => line.check === check),
    wrong: lines.filter(({ ok }) => ok === false).map(({ check }) => check),
  }
}

const settings = (more: Record<string, string> = {}) => ({
  LATCHKEY_DATA: join(folder, 'data'),
  LATCHKEY_PORT: '0',
  LATCHKEY_SANDBOX: 'off',
  LATCHKEY_SERVICES_URL: sandbox.url,
  HOME: folder,
  ...more,
})

const selfCheck = async (more: Record<string, string> = {}): Promise<Checked> =>
  read(await startProgram(main, ['self-check', '--json', ...MAX_TIME], settings(more)).ended)

async function listen(server: Server): Promise<number> {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

async function serve(more: Record<string, string> = {}) {
  const program = startProgram(main, ['serve'], settings(more))
  for await (const line of createInterface({ input: program.child.stdout })) {
    const [, port] = /^Latchkey listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(line) ?? []
    if (port !== undefined) return { ...program, port }
  }
  throw new Error((await program.ended).err)
}

test('before the first start all is well, and nothing is left behind', async () => {
  const { code, find, wrong } = await selfCheck()
  expect([code, wrong]).toEqual([0, []])
  expect(find('folder')).toMatchObject({ ok: true, sentence: expect.stringContaining('the first start makes it') })
  expect(find('vendor')).toMatchObject({ ok: true })
  expect(find('clock')).toMatchObject({ ok: true })
  expect(readdirSync(folder)).toEqual([])
})

test('beside the gateway of the same folder its port is ours, and the folder stays as it was', async () => {
  const gateway = await serve()
  // SQLite's journal is there for as long as the gateway writes
  const files = () =>
    readdirSync(join(folder, 'data'))
      .filter((name) => !name.endsWith('-journal'))
      .toSorted()
  const before = files()
  expect(before).toContain('latchkey.sqlite')
  const { code, find } = await selfCheck({ LATCHKEY_PORT: gateway.port })
  expect(find('port')).toMatchObject({
    ok: true,
    sentence: `The gateway of this data folder listens on port ${gateway.port} (process ${gateway.child.pid}).`,
  })
  expect(code).toBe(0)
  expect(find('database')).toMatchObject({ ok: true, sentence: expect.stringContaining('is of this version') })
  expect(files()).toEqual(before)
  // the same port, and another folder
  const other = await selfCheck({ LATCHKEY_PORT: gateway.port, LATCHKEY_DATA: join(folder, 'other') })
  expect([other.code, other.wrong]).toEqual([2, ['port']])
  expect(other.find('port')?.sentence).toBe(
    `Latchkey itself runs at http://127.0.0.1:${gateway.port} already: open it there, or choose another port with LATCHKEY_PORT.`,
  )
  gateway.child.kill('SIGTERM')
  await gateway.ended
})

test('a port that another program has is named with that program', async () => {
  const port = await listen(createServer((socket) => socket.end()))
  const { code, find } = await selfCheck({ LATCHKEY_PORT: String(port) })
  expect(code).toBe(2)
  const program = readFileSync(`/proc/${process.pid}/comm`, 'utf8').trim()
  expect(find('port')).toMatchObject({
    ok: false,
    sentence: `Port ${port} is taken by ${program} (process ${process.pid}): stop that one, or choose another port with LATCHKEY_PORT.`,
  })
})

test('a key file that is not the one, and one that is open to others', async () => {
  const gateway = await serve()
  gateway.child.kill('SIGTERM')
  await gateway.ended
  const key = join(folder, 'data', 'latchkey.key')
  chmodSync(key, 0o644)
  expect((await selfCheck()).find('key')?.sentence).toBe(
    `Others may read the encryption key file ${key}: run chmod 600 on it.`,
  )
  writeFileSync(key, Buffer.alloc(32, 7))
  chmodSync(key, 0o600)
  const { code, find } = await selfCheck()
  expect([code, find('key')?.ok]).toEqual([2, false])
  expect(find('key')?.sentence).toContain('is not the one that')
})

test('settings that cannot be used are all named, and nothing else is judged by them', async () => {
  const { code, wrong, find } = await selfCheck({ LATCHKEY_CONSOLE: 'maybe' })
  expect([code, wrong, find('folder')]).toEqual([2, ['settings'], undefined])
})

const DAY = 86_400_000

test.each<[string, number, number, boolean, string]>([
  ['is good', -1, 60, true, 'is valid until'],
  ['ends soon', -1, 6, false, 'put a new certificate and its key in place'],
  ['has ended', -3, -2, false, 'ended on'],
  ['is not valid yet', 2, 60, false, 'is not valid before'],
])('a certificate that %s', async (_, from, to, ok, sentence) => {
  const dates = { from: new Date(Date.now() + from * DAY), to: new Date(Date.now() + to * DAY) }
  const made = makeCertificate({ name: 'panel.test', hosts: ['panel.test'], ...dates })
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  writeFileSync(cert, made.cert)
  writeFileSync(key, made.key)
  const { find } = await selfCheck({ LATCHKEY_TLS_CERT: cert, LATCHKEY_TLS_KEY: key })
  expect(find('tls')).toMatchObject({ ok, sentence: expect.stringContaining(sentence) })
})

test('files of a certificate that cannot be read', async () => {
  const { find, code } = await selfCheck({ LATCHKEY_TLS_CERT: '/nowhere.pem', LATCHKEY_TLS_KEY: '/nowhere.pem' })
  expect([code, find('tls')?.ok]).toEqual([2, false])
  expect(find('tls')?.sentence).toMatch(/cannot be read \(ENOENT\)/)
})

test('nobody listens where GLPI Network should: no answer, in the words of the cause', async () => {
  const { code, find, wrong } = await selfCheck({ LATCHKEY_SERVICES_URL: `http://127.0.0.1:${await freePort()}` })
  expect([code, wrong]).toEqual([3, ['vendor']])
  expect(find('vendor')).toMatchObject({
    cause: 'connect-refused',
    sentence: 'The connection was refused (connect-refused).',
    next: expect.stringContaining(' '),
  })
  expect(find('clock')).toMatchObject({ ok: null })
})

/** GLPI Network over TLS, whose clock is elsewhere. */
async function vendorAt(aheadMs: number): Promise<Record<string, string>> {
  const { cert, key } = makeCertificate({ name: 'localhost', hosts: ['localhost', '127.0.0.1'], authority: true })
  const server = createHttps({ cert, key }, (question, reply) => {
    const asked = request(new URL(question.url ?? '/', sandbox.url), {
      method: question.method,
      headers: question.headers,
    })
    question.pipe(asked)
    asked.on('response', async (answer) => {
      const body = await text(answer)
      const date = new Date(Date.now() + aheadMs).toUTCString()
      reply
        .writeHead(answer.statusCode ?? 500, { 'content-type': answer.headers['content-type'] ?? '', date })
        .end(body)
    })
  })
  const port = await listen(server)
  const issuer = join(folder, 'issuer.pem')
  writeFileSync(issuer, cert)
  return { LATCHKEY_SERVICES_URL: `https://127.0.0.1:${port}`, NODE_EXTRA_CA_CERTS: issuer }
}

test('a clock that differs from the vendor’s is the machine’s fault', async () => {
  const good = await selfCheck(await vendorAt(0))
  expect([good.code, good.wrong]).toEqual([0, []])
  const { code, find, wrong } = await selfCheck(await vendorAt(-3 * 3_600_000))
  expect([code, wrong]).toEqual([1, ['clock']])
  expect(find('clock')).toMatchObject({ cause: 'clock-ahead', sentence: expect.stringMatching(/3/) })
})

const isRoot = process.getuid?.() === 0
const NOBODY = 65_534

/** The same as another user of this machine, or without a network. */
async function throughWords(words: string[], more: Record<string, string> = {}): Promise<Checked> {
  const [command = '', ...rest] = words
  const child = spawn(command, [...rest, process.execPath, main, 'self-check', '--json', ...MAX_TIME], {
    env: { PATH: process.env['PATH'], ...settings(more) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return read({ code, out, err })
}

test.skipIf(!isRoot)('another user is told whose the folder is, and that it takes no files', async () => {
  const asNobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'data'), { mode: 0o755 })
  // root’s own folder may be seen by others, and not written into
  const { code, find } = await throughWords(asNobody)
  expect(code).toBe(2)
  expect(find('user')?.sentence).toBe('Checked as nobody.')
  expect(find('folder')?.sentence).toBe(
    `The data folder ${join(folder, 'data')} cannot be used (EACCES): set LATCHKEY_DATA to a folder that Latchkey may write into.`,
  )
  // one that may not even be looked into
  chmodSync(folder, 0o700)
  expect((await throughWords(asNobody)).find('folder')?.sentence).toBe(
    `This user may not look into ${join(folder, 'data')}: run this as the user that Latchkey runs as.`,
  )
})

test.skipIf(!isRoot)('root is told that the service sees other things', async () => {
  mkdirSync(join(folder, 'data'), { mode: 0o700 })
  spawnSync('chown', [String(NOBODY), join(folder, 'data')])
  const { code, find } = await selfCheck()
  expect(code).toBe(0)
  expect(find('user')).toMatchObject({ ok: null, sentence: expect.stringContaining('belongs to nobody') })
})

const canUnshare = spawnSync('unshare', ['-rn', 'true']).status === 0

test.skipIf(!canUnshare)('without any network the vendor is not reached', async () => {
  const { code, find } = await throughWords(['unshare', '-rn'], { LATCHKEY_SERVICES_URL: 'http://192.0.2.1' })
  expect(code).toBe(3)
  expect(find('vendor')).toMatchObject({ ok: false, cause: expect.stringMatching(/^connect-/) })
})

test('for a person: one line a check, with the next step below it', async () => {
  const { out } = await startProgram(main, ['self-check', ...MAX_TIME], settings()).ended
  expect(out.split('\n')[0]).toMatch(/^ok {7}Node: Node \d+/)
})

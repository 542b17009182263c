import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { request as secureRequest } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { connect as connectTls } from 'node:tls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeCertificate } from '#glpi-network/testing/certificate.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { builtProgram, startProgram } from './testing/program.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** `latchkey serve`, once it has printed its link. */
async function serve(env: Record<string, string> = {}) {
  const settings = { LATCHKEY_DATA: folder, LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: 'off', HOME: folder, ...env }
  const program = startProgram(await builtProgram(), ['serve'], settings)
  for await (const line of createInterface({ input: program.child.stdout })) {
    const [, origin, token = ''] = /^Sign in: (https?:\/\/[^/]+).*#token=(\S+)/.exec(line) ?? []
    if (origin !== undefined) return { ...program, origin, token, port: Number(new URL(origin).port) }
  }
  throw new Error((await program.ended).err)
}

test('SIGTERM: what was begun is answered, what is new is refused, and nothing is reset', async () => {
  // GLPI Network, which answers when the test says so
  const held: ServerResponse[] = []
  const vendor = createServer((_, reply) => void held.push(reply)).listen(0, '127.0.0.1')
  await once(vendor, 'listening')
  const address = vendor.address()
  const servicesUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const program = await serve()
  let cookie = ''
  const send = (method: string, path: string, body: unknown) =>
    fetch(`${program.origin}/api/${path}`, {
      method,
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
  cookie = (await send('POST', 'session', { token: program.token })).headers.get('set-cookie')?.split(';')[0] ?? ''
  expect((await send('POST', 'instances', { id: 'town', name: 'Town', servicesUrl })).status).toBe(201)

  const idle = connect(program.port, '127.0.0.1')
  await once(idle, 'connect')
  const idleEnded = once(idle.resume(), 'close')
  const checks = Array.from({ length: 20 }, () =>
    send('POST', 'instances/town/registration/check', { key: sandboxKey('standard') }),
  )
  // those that came after the first joined its question
  await expect.poll(() => held.length).toBe(1)
  program.child.kill('SIGTERM')
  await idleEnded
  await expect(fetch(`${program.origin}/api/health`)).rejects.toThrow('fetch failed')
  for (const reply of held) reply.writeHead(404).end()
  const statuses = await Promise.all(checks.map(async (check) => (await check).status))
  expect(statuses[0]).toBe(200)
  // those that had not been read before the signal are refused
  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([])
  const { code, err } = await program.ended
  expect(code).toBe(0)
  expect(err).not.toMatch(/^ +at /m)
  vendor.close()
})

test('TLS: a certificate that is replaced is used without a restart, and one that fits no key is not', async () => {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const write = (name: string) => {
    const issued = makeCertificate({ name, hosts: [name] })
    writeFileSync(key, issued.key)
    writeFileSync(cert, issued.cert)
  }
  write('one.test')
  const program = await serve({
    LATCHKEY_HOST: '0.0.0.0',
    LATCHKEY_DATA: join(folder, 'data'),
    LATCHKEY_TLS_CERT: cert,
    LATCHKEY_TLS_KEY: key,
  })
  expect(program.origin).toBe(`https://localhost:${program.port}`)
  const shown = async (): Promise<string> => {
    const socket = connectTls({ port: program.port, host: '127.0.0.1', rejectUnauthorized: false })
    await once(socket, 'secureConnect')
    const { CN } = socket.getPeerCertificate().subject
    socket.destroy()
    return String(CN)
  }
  const get = (host: string) =>
    new Promise<{ status?: number; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
      const { port } = program
      secureRequest(
        { port, host: '127.0.0.1', path: '/api/health', headers: { host }, rejectUnauthorized: false },
        (reply) => {
          reply.resume()
          resolve({ ...(reply.statusCode && { status: reply.statusCode }), headers: reply.headers })
        },
      )
        .on('error', reject)
        .end()
    })
  expect(await shown()).toBe('one.test')
  // a name of the certificate is one of ours
  const page = await get('one.test')
  expect([page.status, page.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000'])
  expect((await get('two.test')).status).toBe(421)
  write('two.test')
  await expect.poll(shown).toBe('two.test')
  expect((await get('two.test')).status).toBe(200)
  // the half of a pair
  writeFileSync(cert, makeCertificate({ name: 'three.test' }).cert)
  let err = ''
  program.child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  await expect.poll(() => err).toMatch(/LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY are no certificate and its private key/)
  expect(await shown()).toBe('two.test')
  program.child.kill('SIGTERM')
  expect((await program.ended).code).toBe(0)
  expect(readFileSync(key, 'utf8')).toContain('PRIVATE KEY')
})

test.each<[string, Record<string, string>, RegExp]>([
  [
    'neither TLS nor a proxy',
    { LATCHKEY_HOST: '0.0.0.0' },
    /^latchkey: LATCHKEY_HOST lets other machines in, unencrypted/,
  ],
  [
    'half of a pair',
    { LATCHKEY_TLS_CERT: '/dev/null' },
    /^latchkey: LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY are set together/,
  ],
  [
    'files that are not there',
    { LATCHKEY_TLS_CERT: '/nowhere.pem', LATCHKEY_TLS_KEY: '/nowhere.pem' },
    /^latchkey: The file in LATCHKEY_TLS_\w+ cannot be read \(ENOENT\)\.$/,
  ],
  [
    'files that hold nothing',
    { LATCHKEY_TLS_CERT: '/dev/null', LATCHKEY_TLS_KEY: '/dev/null' },
    /^latchkey: LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY are no certificate/,
  ],
  [
    'a proxy that is no address',
    { LATCHKEY_TRUSTED_PROXY: 'proxy.example' },
    /^latchkey: LATCHKEY_TRUSTED_PROXY must be/,
  ],
])('the start stops with one sentence: %s', async (_, env, sentence) => {
  const settings = { LATCHKEY_DATA: folder, LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: 'off', HOME: folder, ...env }
  const { code, err } = await startProgram(await builtProgram(), ['serve'], settings).ended
  expect(code).toBe(2)
  expect(err.trim().split('\n')).toEqual([expect.stringMatching(sentence)])
})

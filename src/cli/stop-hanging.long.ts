import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { Registration } from '#contract/panel.ts'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { startGlpiFarm } from '../glpi/testing/farm.ts'
import { builtProgram, startProgram } from './testing/program.ts'

/** A GLPI that answers everything, and from some moment on no more writes. */
async function startHangingGlpi() {
  const farm = await startGlpiFarm({ count: 1 })
  let isHanging = false
  let held = 0
  const server = createServer((asked, reply) => {
    const { method = 'GET', url = '/', headers } = asked
    if (isHanging && method === 'PUT') {
      held += 1
      return
    }
    const onward = request(`${farm.url}${url}`, { method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(reply)
    })
    asked.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/glpi/0/`,
    userToken: farm.userToken,
    hang: () => void (isHanging = true),
    held: () => held,
    async close() {
      server.closeAllConnections()
      server.close()
      await farm.close()
    },
  }
}

test('SIGTERM while a GLPI hangs in a write: it ends within 20 s, and what was acknowledged is there', async () => {
  const home = mkdtempSync(join(tmpdir(), 'latchkey-'))
  const glpi = await startHangingGlpi()
  const main = await builtProgram()
  let cookie = ''
  const serve = async () => {
    const env = { LATCHKEY_DATA: join(home, 'data'), LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: 'off' }
    const program = startProgram(main, ['serve'], env)
    let url = ''
    const send = (method: string, path: string, body?: unknown) =>
      fetch(`${url}/api${path}`, {
        method,
        headers: { cookie, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    for await (const line of createInterface({ input: program.child.stdout })) {
      url = /listens on (\S+)/.exec(line)?.[1] ?? url
      const token = /#token=(\S+)/.exec(line)?.[1]
      if (token !== undefined)
        cookie = (await send('POST', '/session', { token })).headers.get('set-cookie')?.split(';')[0] ?? ''
      if (token !== undefined || line.startsWith('Somebody is signed in')) break
    }
    return { ...program, send }
  }
  const first = await serve()
  const connection = { rest: { url: glpi.url, userToken: glpi.userToken } }
  const town = { id: 'town', name: 'Town', servicesUrl: 'http://127.0.0.1:9', connection }
  expect((await first.send('POST', '/instances', town)).status).toBe(201)
  const HERE = '/instances/town/registration'
  expect((await first.send('PUT', HERE, { key: sandboxKey('standard') })).status).toBe(200)
  glpi.hang()
  const unanswered = first.send('PUT', HERE, { key: sandboxKey('basic'), replaceUnverified: true }).catch(() => null)
  await expect.poll(() => glpi.held()).toBe(1)
  const from = performance.now()
  first.child.kill('SIGTERM')
  const { code, err } = await first.ended
  expect(performance.now() - from).toBeLessThan(20_000)
  expect(code).toBe(0)
  expect(err).not.toMatch(/^ +at /m)
  await unanswered
  const second = await serve()
  const { key, former } = Registration.parse(await (await second.send('GET', HERE)).json())
  // GLPI may have taken it: stored is the old key, or the new one and the old one beside it
  const found = [key, ...former].map((one) => one?.fingerprint)
  expect(found).toContain(fingerprintOf(sandboxKey('standard')))
  second.child.kill('SIGTERM')
  await second.ended
  await glpi.close()
  rmSync(home, { recursive: true })
}, 1_800_000)

import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesOf, type Left } from '../../e2e/rig/everything.ts'
import { ENCODING_NAMES, Traces } from '../../e2e/rig/traces.ts'
import { encodeBase64 } from '../domain/key-text/testing/base64.ts'
import { furnish, readEverything, TOWN, type Call } from '../server/testing/furnished.ts'
import { startEchoes, type Echoes } from './testing/echoes.ts'
import { builtProgram, startProgram } from './testing/program.ts'

/** Of this run alone: every process of the machine is looked at. */
const word = () => `canary${randomBytes(24).toString('hex')}`
const keyOf = (id: number) => encodeBase64(JSON.stringify({ id, signature: randomBytes(48).toString('base64') }))
const SECRETS = {
  key: keyOf(1),
  formerKey: keyOf(2),
  userToken: randomBytes(20).toString('hex'),
  glpiPassword: word(),
  appToken: randomBytes(20).toString('hex'),
  clientSecret: word(),
  databasePassword: word(),
  smtpPassword: word(),
  webhookSecret: `whsec_${randomBytes(32).toString('base64')}`,
  hookPath: word(),
}
const OIDC_SECRET = word()
const PASSPHRASE = 'correct horse battery staple'

let home: string
let echoes: Echoes
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'latchkey-'))
  echoes = await startEchoes()
})
afterAll(async () => {
  await echoes.close()
  rmSync(home, { recursive: true })
})

const read = (path: string): Buffer => {
  try {
    return readFileSync(path)
  } catch {
    // it has ended since
    return Buffer.alloc(0)
  }
}

/**
 * What anybody sees of the processes of this machine. The environment of the gateway itself is left out, where some of these stand; and
 * so is that of a process that has not become its program yet, because it is a copy of the gateway until then.
 */
function processes(gateway: number): Left[] {
  const own = read(`/proc/${gateway}/cmdline`)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const command = { where: `/proc/${pid}/cmdline`, bytes: read(`/proc/${pid}/cmdline`) }
      if (command.bytes.equals(own)) return [command]
      return [command, { where: `/proc/${pid}/environ`, bytes: read(`/proc/${pid}/environ`) }]
    })
}

/** A command in place of GLPI's console. It keeps its arguments and its environment; what it reads is no part of them. */
function writeSpy(): string {
  const spy = join(home, 'spy')
  writeFileSync(
    spy,
    `#!/bin/sh\n{ env; echo "$@"; tr '\\0' ' ' < /proc/$$/cmdline; } >> '${spy}.log'\ncat > /dev/null\nexit 1\n`,
  )
  chmodSync(spy, 0o755)
  return spy
}

/** Uses everything there is to use. @returns what it has left anywhere, and the secret of the session. */
async function useEverything(main: string) {
  const spy = writeSpy()
  const data = join(home, 'data')
  const { child, ended } = startProgram(main, ['serve'], {
    HOME: home,
    LATCHKEY_DATA: data,
    LATCHKEY_PORT: '0',
    LATCHKEY_SANDBOX: 'off',
    LATCHKEY_CONSOLE: 'on',
    LATCHKEY_OIDC_ISSUER: `${echoes.url}/issuer`,
    LATCHKEY_OIDC_CLIENT_ID: 'latchkey',
    LATCHKEY_OIDC_CLIENT_SECRET: OIDC_SECRET,
    LATCHKEY_OIDC_ROLES: 'viewer=*',
  })
  let url = ''
  let token = ''
  for await (const line of createInterface({ input: child.stdout })) {
    url = /listens on (\S+)/.exec(line)?.[1] ?? url
    token = /#token=(\S+)/.exec(line)?.[1] ?? ''
    if (token !== '') break
  }
  let cookie = ''
  const send = (method: string, path: string, body?: unknown, more: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        cookie,
        'x-requested-with': 'test',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...more,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const opened = await send('POST', '/api/session', { token })
  cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const seen: Left[] = []
  const call: Call = async (method, path, body) => {
    const reply = await send(method, path, body)
    const text = await reply.text()
    seen.push({ where: `${method} ${path}`, bytes: Buffer.from(JSON.stringify([...reply.headers]) + text) })
    seen.push(...processes(child.pid ?? 0).filter(({ bytes }) => bytes.includes('canary')))
    return { status: reply.status, text }
  }
  await furnish(call, SECRETS, {
    servicesUrl: echoes.url,
    glpiUrl: `${echoes.url}/glpi`,
    hookUrl: `${echoes.url}/hook`,
    smtpPort: echoes.smtpPort,
    // nobody is there: the password of a database goes over no wire in the clear
    database: { host: '127.0.0.1', port: 1 },
  })
  const connection = { console: { prefix: [spy], folder: '/var/www/glpi' } }
  await call('POST', '/api/instances', { id: 'spied', name: 'Spied', servicesUrl: echoes.url, connection })
  await call('PUT', '/api/instances/spied/registration', { key: SECRETS.key, keepWithoutGlpi: true })
  for (const id of ['town', 'village', 'harbour', 'castle', 'spied'])
    for (const path of ['refresh', 'write', 'prove']) await call('POST', `/api/instances/${id}/registration/${path}`)
  // turned away, and quoted by no refusal
  for (const key of [
    `${SECRETS.key}\r\nX-Injected: 1`,
    SECRETS.key.slice(0, 100),
    `Key: ${SECRETS.key}`,
    SECRETS.glpiPassword,
  ])
    await call('PUT', `${TOWN}/registration`, { key })
  await call('POST', `${TOWN}/registration/check`, { key: SECRETS.key })
  await call('POST', `${TOWN}/diagnosis`, { key: SECRETS.key })
  const rest = { rest: { url: `${echoes.url}/glpi`, login: 'glpi', password: SECRETS.glpiPassword } }
  await call('POST', '/api/connection-test', { connection: rest, servicesUrl: echoes.url })
  await call('PUT', `${TOWN}/settings`, { connection: { ...rest, unknown: SECRETS.glpiPassword } })
  await call('POST', '/api/notices/mail/test', { to: 'ann@example.org', language: 'en' })
  const { text } = await call('GET', '/api/notices')
  for (const { id } of JSON.parse(text).recipients)
    await call('POST', `/api/notices/recipients/${id}/test`, { language: 'en' })
  const begun = await send('GET', '/api/sign-in/oidc')
  const state = new URL(begun.headers.get('location') ?? '', url).searchParams.get('state') ?? ''
  const pending = begun.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const done = await send(
    'GET',
    `/api/sign-in/oidc/done?code=x&state=${state}&iss=${encodeURIComponent(`${echoes.url}/issuer`)}`,
    undefined,
    { cookie: pending },
  )
  seen.push({ where: 'sign-in', bytes: Buffer.from(JSON.stringify([...done.headers]) + (await done.text())) })
  await readEverything(call, ['town', 'village', 'harbour', 'castle', 'spied'])
  const backup = join(home, 'backup')
  const made = await startProgram(main, ['backup', backup], {
    LATCHKEY_DATA: data,
    LATCHKEY_BACKUP_PASSPHRASE: PASSPHRASE,
  }).ended
  expect(made.code).toBe(0)
  const running = filesOf(data)
  child.kill('SIGTERM')
  const { out, err } = await ended
  const output = { where: 'stdout and stderr', bytes: Buffer.from(out + err) }
  const left = [...seen, ...running, ...filesOf(home), output]
  return { left, session: cookie.split('=')[1] ?? '' }
}

describe.skipIf(!existsSync('/proc/self/cmdline'))('canaries', () => {
  test('the key and every other secret are found nowhere, in any of eight encodings', async () => {
    const { left, session } = await useEverything(await builtProgram())
    const heard = echoes.heard()
    const base64 = (text: string) => Buffer.from(text).toString('base64')
    // each of them was used
    for (const secret of [SECRETS.key, SECRETS.userToken, SECRETS.appToken, SECRETS.clientSecret, SECRETS.hookPath])
      expect(heard.includes(secret)).toBe(true)
    expect(heard.includes(base64(`glpi:${SECRETS.glpiPassword}`))).toBe(true)
    expect(heard.includes(base64(`\0latchkey\0${SECRETS.smtpPassword}`))).toBe(true)
    expect(heard.includes(base64(`latchkey:${OIDC_SECRET}`)) || heard.includes(OIDC_SECRET)).toBe(true)
    const places = left.map(({ where }) => where)
    const wanted = [
      'latchkey.sqlite',
      '/backup',
      'spy.log',
      'GET /api/metrics',
      'stdout and stderr',
      'GET /api/notices',
    ]
    expect(wanted.filter((end) => !places.some((place) => place.endsWith(end)))).toEqual([])
    const canaries = { ...SECRETS, oidc: OIDC_SECRET, session }
    const found = Object.entries(canaries).flatMap(([name, secret]) => {
      const traces = new Traces(secret)
      expect(traces.in(`before ${secret} after`)).toContain('plain')
      return left.flatMap(({ where, bytes }) => traces.in(bytes).map((encoding) => `${name} in ${where}, ${encoding}`))
    })
    expect(found).toEqual([])
    expect(ENCODING_NAMES).toHaveLength(8)
  })
})

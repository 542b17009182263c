import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { PAGE_START_ID } from '#contract/page-start.ts'
import { CurrentSession, FirstInstances, Registration } from '#contract/panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from '../testing/gateway.ts'
import { createApp } from './app.ts'

const REGISTRATION = '/town/setup/general/glpi-network'

/** The page trusts it, so that here it is proven. */
const PageStart = z.strictObject({
  signIn: z.string(),
  session: CurrentSession,
  instances: z.nullable(FirstInstances),
  registration: z.nullable(Registration),
})

let folder = ''
let panel: TestGateway
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-start-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html>\n<head>\n</head>\n<body>\n</body>\n')
  await mkdir(join(folder, '.vite'))
  const manifest = {
    a: { name: 'entry-form', file: 'assets/entry-form-1.js' },
    b: { name: 'saved-key', file: 'assets/saved-key-1.js' },
  }
  await writeFile(join(folder, '.vite/manifest.json'), JSON.stringify(manifest))
  panel = await TestGateway.open()
  await panel.signIn()
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town </script><b>' })
})
afterAll(async () => {
  await panel.close()
  await rm(folder, { recursive: true })
})

async function pageAt(path: string, { cookie = panel.cookie, basePath = '' } = {}) {
  const app = createApp({ ...panel.gateway, basePath }, folder)
  const html = await (await app.request(path, { headers: { cookie } })).text()
  const json = new RegExp(`id="${PAGE_START_ID}">(.*)</script>`).exec(html)?.[1]
  return { html, start: json === undefined ? null : PageStart.parse(JSON.parse(json)) }
}

const preloads = (html: string) =>
  [...html.matchAll(/rel="modulepreload" crossorigin href="([^"]*)"/g)].map(([, href]) => href)

test('without a sign-in the page says that nobody is signed in, and no more', async () => {
  const { start } = await pageAt(REGISTRATION, { cookie: '' })
  expect(start).toEqual({ signIn: '', session: null, instances: null, registration: null })
})

test('a sign-in that has ended is none', async () => {
  const { start } = await pageAt(REGISTRATION, { cookie: 'latchkey=ended' })
  expect(start).toEqual({ signIn: '', session: null, instances: null, registration: null })
})

test('the page of an instance brings what its first screen shows, and has the browser load the script for it', async () => {
  const { html, start } = await pageAt(REGISTRATION)
  expect(start?.session?.role).toBe('admin')
  const { count, instances } = start?.instances ?? {}
  expect([count, instances?.map(({ name }) => name)]).toEqual([2, ['Practice', 'Town </script><b>']])
  expect(start?.registration).toMatchObject({ instance: 'town', key: null, state: 'none' })
  expect(preloads(html)).toEqual(['/assets/entry-form-1.js'])
})

test('what people call something ends no script of the page', async () => {
  const { html } = await pageAt(REGISTRATION)
  expect(html).toContain('Town ')
  expect(html).not.toContain('<b>')
  expect(html.match(/<\/script>/g)).toHaveLength(1)
})

test('with a key another script is needed; below a path it is found there', async () => {
  await panel.call('PUT', '/api/instances/sandbox/registration', { key: sandboxKey('standard') })
  const { html, start } = await pageAt('/sandbox/setup/general/glpi-network', { basePath: '/latchkey' })
  expect(start?.registration?.state).toBe('active')
  expect(html).not.toContain(sandboxKey('standard'))
  expect(preloads(html)).toEqual(['/latchkey/assets/saved-key-1.js'])
})

test.each(['/', '/instances', '/gone/setup/general/glpi-network', '/%E0%A4%A/setup/general/glpi-network'])(
  '%s brings no registration',
  async (path) => {
    const { start } = await pageAt(path)
    expect([start?.session?.role, start?.registration]).toEqual(['admin', null])
  },
)

test('the page tells one sign-in from another, as the cookie that scripts can read does', async () => {
  const token = await panel.gateway.signIns.invite('viewer', 1)
  const reply = await panel.call('POST', '/api/session', { token }, { cookie: '' })
  const [session, signIn] = reply.headers.getSetCookie().map((cookie) => cookie.split('; '))
  const { start } = await pageAt('/', { cookie: session?.[0] ?? '' })
  expect([start?.session?.role, `latchkey-page=${start?.signIn}`]).toEqual(['viewer', signIn?.[0]])
  expect(signIn).not.toContain('HttpOnly')
  expect(start?.signIn).not.toBe((await pageAt('/')).start?.signIn)
})

test('of a long list the page brings the first ones, and the one that it is about', async () => {
  for (let number = 1; number <= 49; number += 1)
    await panel.call('POST', '/api/instances', { id: `n${number}`, name: `Number ${number}` })
  const idsAt = async (path: string) => {
    const { count, instances = [] } = (await pageAt(path)).start?.instances ?? {}
    return [count, instances.length, instances.at(0)?.id, instances.at(-1)?.id]
  }
  expect(await idsAt('/instances')).toEqual([51, 11, 'sandbox', 'n9'])
  expect(await idsAt('/n30/setup/general/marketplace')).toEqual([51, 12, 'sandbox', 'n30'])
  expect(await idsAt('/n3/setup-guide')).toEqual([51, 11, 'sandbox', 'n9'])
  expect(await idsAt('/nobody/setup/general/history')).toEqual([51, 11, 'sandbox', 'n9'])
  expect(FirstInstances.parse(await panel.json('GET', '/api/first-instances')).instances).toHaveLength(11)
  await panel.call('DELETE', '/api/instances/n49')
  expect(await idsAt('/instances')).toEqual([50, 50, 'sandbox', 'n48'])
})

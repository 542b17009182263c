import { afterAll, describe, expect, inject, test, type TestContext } from 'vitest'
import { createVendorClient } from '#glpi-network/client.ts'
import { environmentOf, latchkey } from '../rig/latchkey.ts'
import { hasOwnNetwork, need } from '../rig/parts.ts'
import { Rig, type Served } from '../rig/rig.ts'
import { json, ACCEPTED, type Handler } from '../rig/vendor.ts'
import { inProcess } from './asking.ts'
import { KEY } from './secrets.ts'
import { Limiter } from './limiter.ts'

const rig = new Rig(inject('setting'))
afterAll(() => rig.close())

const welcome: Handler = (_, reply) => json(reply, ACCEPTED)

/** Where a redirect may point; each has a listener that would gladly take the key. */
const ELSEWHERE: Record<string, () => Promise<Served>> = {
  'another scheme': () => rig.http(welcome),
  'another host': () => rig.https(welcome, 'good', {}, { name: hasOwnNetwork ? 'other.vendor.test' : 'localhost' }),
  'another port': () => rig.https(welcome),
}

type Asked = { services: string; proxy: string | null }

/** Everything that asks with a key. */
const ASKERS: Record<string, (asked: Asked) => Promise<unknown>> = {
  async client({ services, proxy }) {
    const ca = inject('setting').certificates?.root ?? ''
    // it ends at the redirect, however long that takes
    const timeouts = { connectMs: 300_000, totalMs: 300_000 }
    const client = createVendorClient({ servicesUrl: services, proxy, ca, timeouts })
    await client.ask({ key: KEY, uid: 'u'.repeat(40), language: 'en' }).finally(() => client.close())
  },
  probe: ({ services, proxy }) => inProcess({ services }, proxy, 300_000),
  check: ({ services, proxy }) => fromShell('check', services, proxy),
  doctor: ({ services, proxy }) => fromShell('doctor', services, proxy),
}

const processes = new Limiter(3)

const fromShell = (command: string, services: string, proxy: string | null) =>
  processes.run(() =>
    latchkey(
      [command, '--json', '--services', services, '--max-time', '300'],
      KEY,
      environmentOf({ rootFile: inject('setting').rootFile, proxy }),
    ),
  )

async function redirected(
  context: TestContext,
  status: number,
  open: () => Promise<Served>,
  ask: (url: string) => Promise<unknown>,
) {
  need(context, ['openssl'])
  const elsewhere = await open()
  const asked = await rig.https(
    (request, reply) => void reply.writeHead(status, { location: elsewhere.url + request.url }).end(),
  )
  await ask(asked.url)
  return {
    keyArrived: asked.listener.heard.includes(KEY),
    beyond: elsewhere.listener.taken,
    heardBeyond: elsewhere.listener.heard,
  }
}

const HELD = { keyArrived: true, beyond: 0, heardBeyond: '' }

const STATUSES = [301, 302, 303, 307, 308]
/** Processes are started for one status, by `--whole` for each: a client that follows any follows 307. */
const START_PROCESSES = new Set(['check', 'doctor'])
const isWhole = process.env['LATCHKEY_WHOLE'] === '1'
const statusesOf = (asker: string) => (isWhole || !START_PROCESSES.has(asker) ? STATUSES : [307])

for (const [asker, ask] of Object.entries(ASKERS))
  for (const status of statusesOf(asker))
    describe.concurrent(`${status}, asked by the ${asker}`, () => {
      for (const [where, open] of Object.entries(ELSEWHERE))
        test(`${where} never sees the key`, async (context) => {
          expect(await redirected(context, status, open, (services) => ask({ services, proxy: null }))).toEqual(HELD)
        })

      test('through a proxy, another host never sees the key', async (context) => {
        need(context, ['tinyproxy', 'network'])
        const proxy = inject('setting').proxies?.['open'] ?? null
        const open = () => rig.https(welcome, 'good', {}, { name: 'other.vendor.test' })
        expect(await redirected(context, status, open, (services) => ask({ services, proxy }))).toEqual(HELD)
      })
    })

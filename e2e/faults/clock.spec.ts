import { join } from 'node:path'
import { afterAll, beforeEach, expect, inject, test } from 'vitest'
import { Registration } from '#contract/panel.ts'
import { LatestDiagnosis } from '#contract/diagnosis.ts'
import { Gateway } from '../gateway.ts'
import { settableClock } from '../rig/clock.ts'
import { GatewayClient } from '../rig/gateway-client.ts'
import { environmentOf, latchkey } from '../rig/latchkey.ts'
import { need } from '../rig/parts.ts'
import { Rig } from '../rig/rig.ts'
import { ACCEPTED, json, SUBSCRIPTION, vendor, type Handler } from '../rig/vendor.ts'
import { KEY } from './secrets.ts'

const rig = new Rig(inject('setting'))
const gateways: Gateway[] = []
beforeEach((context) => need(context, ['openssl', 'faketime']))
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.remove()))
  await rig.close()
})

const DAY_MS = 86_400_000

/** The last days of a subscription; `meanwhile` happens as the question arrives. */
const lastDays =
  (meanwhile: () => void): Handler =>
  (_, reply) => {
    meanwhile()
    const end = new Date(Date.now() + 5 * DAY_MS).toISOString().slice(0, 10)
    json(reply, { ...ACCEPTED, subscription: { ...SUBSCRIPTION, end_date: end } })
  }

/** A gateway on a clock that can be set, with the key saved while the clock was right. */
async function saved(file: string, meanwhile: () => void) {
  const { clock, set } = settableClock(join(inject('setting').folder, file))
  const { url } = await rig.https(vendor(lastDays(meanwhile)))
  const gateway = await Gateway.start({ env: { ...clock, NODE_EXTRA_CA_CERTS: inject('setting').rootFile ?? '' } })
  gateways.push(gateway)
  const client = await GatewayClient.signIn(gateway)
  await client.call('POST', '/api/instances', { id: 'acme', name: 'Acme', servicesUrl: url })
  const call = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
    client.call(method, `/api/instances/acme${path}`, body)
  const env = { ...environmentOf({ rootFile: null, clock }), LATCHKEY_DATA: join(gateway.folder, 'data') }
  /** By another clock the session may be over. */
  async function signInAgain() {
    const { stdout } = await latchkey(['invite'], '', env)
    await client.use(/http\S+/.exec(stdout)?.[0] ?? '')
  }
  const registration = async () => Registration.parse(JSON.parse(await call('GET', '/registration')))
  await call('PUT', '/registration', { key: KEY })
  // a save does not wait long for GLPI Network
  await expect.poll(async () => (await registration()).vendor.verdict).toBe('accepted')
  return {
    registration,
    jump: set,
    async set(offset: string) {
      set(offset)
      await signInAgain()
    },
    async diagnose() {
      await call('POST', '/diagnosis', {})
      await signInAgain()
      return LatestDiagnosis.parse(JSON.parse(await call('GET', '/diagnosis')))
    },
  }
}

/** Never ended, nor refused, whatever the clock says. */
const LIVE = { state: 'expiring', vendor: { verdict: 'accepted' } }
/** With a clock that far off no certificate can be verified: the last good answer stands. */
const REMEMBERED = { state: 'unconfirmed', freshness: { source: 'remembered' } }

test.each([
  ['ahead, past the end of the subscription', '+8d', 'clock-ahead', LIVE],
  ['ahead by years', '+3y', 'clock-ahead', REMEMBERED],
  ['behind by years', '-5y', 'clock-behind', REMEMBERED],
])('a gateway whose clock is %s says so, and the key stays good', async (_, offset, cause, state) => {
  const gateway = await saved(`clock${offset}`, () => undefined)
  expect(await gateway.registration()).toMatchObject(LIVE)
  await gateway.set(offset)
  expect(await gateway.diagnose()).toMatchObject({ conclusion: { headline: cause } })
  expect(await gateway.registration()).toMatchObject(state)
})

test.each([
  ['forward', '+3d', 'clock-ahead'],
  ['back', '-3d', 'clock-behind'],
])(
  'a clock that is set %s while a diagnosis runs: it is named, and no step is timed by it',
  async (_, offset, cause) => {
    let step = (): void => undefined
    const gateway = await saved(`step${offset}`, () => step())
    step = () => gateway.jump(offset)
    const diagnosis = await gateway.diagnose()
    expect(diagnosis).toMatchObject({ conclusion: { headline: cause } })
    const times = diagnosis?.steps.map(({ ms }) => ms ?? 0) ?? []
    expect(Math.min(...times)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...times)).toBeLessThan(3_600_000)
    expect(await gateway.registration()).toMatchObject(LIVE)
  },
)

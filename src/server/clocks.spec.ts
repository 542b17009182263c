import { afterEach, beforeEach, expect, test } from 'vitest'
import { History } from '#contract/history.ts'
import { Instances, Registration } from '#contract/panel.ts'
import { diagnose } from '#glpi-network/diagnose.ts'
import { TestGateway } from './testing/gateway.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const YEAR = 365 * DAY
const HERE = '/api/instances/sandbox/registration'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

/** The next start, on a machine whose clock is `skew` off. */
async function restart(skew: number): Promise<void> {
  await panel.gateway.stop()
  panel.skew = skew
  await panel.start()
  // by this clock the session of before may be over
  await panel.signIn()
}

/** Somebody sets the clock of the machine while the gateway runs. */
async function setClock(skew: number): Promise<void> {
  panel.skew = skew
  await panel.signIn()
}

const put = async (name: string) => Registration.parse(await panel.json('PUT', HERE, { key: sandboxKey(name) }))
const look = async () => Registration.parse(await panel.json('GET', HERE))
const good = {
  state: 'active',
  vendor: { verdict: 'accepted' },
  expiry: { daysLeft: 165 },
  freshness: { source: 'live' },
}

/** Milliseconds between two instants that the page puts into words. */
const ago = ({ now, freshness }: Registration) => Date.parse(now) - Date.parse(freshness.checkedAt ?? '')

const CLOCKS: [string, number][] = [
  ['right', 0],
  ['a year ahead', YEAR],
  ['a year behind', -YEAR],
]

test.each(CLOCKS)('a clock that is %s all along changes nothing', async (_, skew) => {
  await restart(skew)
  const saved = await put('standard')
  expect(saved).toMatchObject(good)
  expect(ago(saved)).toBeLessThan(HOUR)
  expect(Math.abs(Date.parse(saved.now) - Date.now())).toBeLessThan(HOUR)
})

const STEPS = CLOCKS.flatMap(([was, from]) =>
  CLOCKS.filter(([, to]) => to !== from).map(([is, to]): [string, string, number, number] => [was, is, from, to]),
)

test.each(STEPS)('a clock that was %s and is set to be %s changes nothing', async (_, __, from, to) => {
  await restart(from)
  await put('standard')
  await setClock(to)
  const seen = await look()
  expect(seen).toMatchObject(good)
  expect(ago(seen)).toBeLessThan(HOUR)
  const { instances } = Instances.parse(await panel.json('GET', '/api/instances'))
  expect(instances[0]).toMatchObject({ state: 'active', daysLeft: 165 })
})

test.each(STEPS)(
  'while GLPI Network is silent, a restart with a clock that was %s and is %s ends nothing',
  async (_, __, from, to) => {
    await restart(from)
    await put('standard')
    await panel.sandbox.close()
    await restart(to)
    const seen = await look()
    expect(['active', 'unconfirmed']).toContain(seen.state)
    expect(seen.expiry).toMatchObject({ daysLeft: 165, rung: null })
    const silent = Registration.parse(await panel.json('POST', `${HERE}/refresh`))
    expect(silent).toMatchObject({ state: 'unconfirmed', expiry: { daysLeft: 165 } })
    expect(ago(silent)).toBeLessThan(HOUR)
  },
)

test('what only our own clock says to have ended is unconfirmed, until GLPI Network speaks again', async () => {
  await put('standard')
  await restart(YEAR)
  expect(await look()).toMatchObject({
    state: 'unconfirmed',
    freshness: { source: 'remembered' },
    unlock: { open: null },
    expiry: { daysLeft: 165 },
  })
  expect(await panel.json('POST', `${HERE}/refresh`)).toMatchObject(good)
})

test('an end that passes by the clock of GLPI Network is an end, asked again or not', async () => {
  await put('ends-in-6')
  panel.passed = 8 * DAY
  expect(await look()).toMatchObject({ expiry: { daysLeft: -2, rung: 'ended' } })
})

test('a clock that was not set keeps its offset over a restart', async () => {
  await restart(-YEAR)
  await put('ends-in-6')
  panel.passed = 2 * DAY
  await restart(-YEAR)
  // not earlier than the last answer, and not counted by a clock that may have been set meanwhile
  expect(await look()).toMatchObject({ state: 'expiring', expiry: { daysLeft: 6 } })
  await restart(0)
  expect(await look()).toMatchObject({ state: 'expiring', expiry: { daysLeft: 4 } })
})

test.each(STEPS)(
  'a clock that was %s and is set to be %s has each key asked about once, soon',
  async (_, __, from, to) => {
    await restart(from)
    await put('standard')
    await panel.call('POST', '/api/instances', { id: 'town', name: 'Town hall', servicesUrl: panel.sandbox.url })
    await panel.call('PUT', '/api/instances/town/registration', { key: sandboxKey('basic') })
    panel.gateway.scheduler.start()
    await setClock(to)
    const before = panel.sandbox.calls().length
    panel.gateway.scheduler.wake()
    await expect.poll(async () => (await look()).freshness.by).toBe('schedule')
    await expect.poll(() => panel.sandbox.calls().length - before).toBe(2)
    expect(Date.parse((await look()).freshness.nextCheckAt ?? '')).toBeLessThan(Date.now() + 2 * DAY)
    const { entries } = History.parse(await panel.json('GET', '/api/instances/sandbox/history'))
    expect(entries.map(({ event, state, trigger }) => `${event} ${state} ${trigger}`)).toEqual([
      'checked active schedule',
      'checked active save',
      'saved pending person',
    ])
  },
)

test.each(STEPS)('a clock that is set from %s to %s during a diagnosis changes nothing', async (_, __, from, to) => {
  panel.diagnose = (options, emit) =>
    diagnose(options, (said) => {
      if (said.line === 'start' && said.stage === 'http') panel.skew = to
      emit(said)
    })
  await restart(from)
  await put('standard')
  const lines = await (await panel.call('POST', '/api/instances/sandbox/diagnosis', {})).text()
  expect(lines).toContain('"clock":"gateway"')
  await panel.signIn()
  expect(await look()).toMatchObject({ ...good, freshness: { by: 'person', source: 'live' } })
})

test('a clock that was set back while the gateway was stopped does not put off the next check', async () => {
  await restart(YEAR)
  await put('standard')
  await restart(0)
  panel.gateway.scheduler.start()
  await expect.poll(async () => (await look()).freshness.by).toBe('schedule')
})

test('a pause that GLPI Network asked for continues when the clock is set', async () => {
  await put('rate-limited')
  const before = panel.sandbox.calls().length
  await setClock(YEAR)
  const { instance, freshness, now } = await look()
  panel.gateway.scheduler.start()
  await panel.gateway.scheduler.stop()
  expect([instance, panel.sandbox.calls().length]).toEqual(['sandbox', before])
  const after = await look()
  expect(Date.parse(after.freshness.nextCheckAt ?? '') - Date.parse(after.now)).toBeGreaterThan(20_000)
  expect(Date.parse(freshness.nextCheckAt ?? '')).toBeLessThan(Date.parse(now))
})

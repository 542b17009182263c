import { expect, inject, onTestFinished, test } from 'vitest'
import { has, need } from '../rig/parts.ts'
import { Rig } from '../rig/rig.ts'
import { inProcess } from './asking.ts'
import type { Fault } from './fault.ts'
import { FAULTS } from './table.ts'

/** What is promised, and a tenth more: a count may begin just before a tick. */
const LIMIT_SECONDS = 20 * 1.1
const TICK_MS = 100

/**
 * Seconds as timers of this process count them. A process that has to wait for the processor ticks less often, so that nothing is
 * late because of what else the machine does.
 */
function startClock(): () => number {
  let ticks = 0
  const timer = setInterval(() => (ticks += 1), TICK_MS)
  onTestFinished(() => clearInterval(timer))
  return () => (ticks * TICK_MS) / 1000
}

const hanging = FAULTS.filter(({ hangs, needs = [] }) => hangs && needs.every(has))

async function timed(fault: Fault, path: 'direct' | 'proxied', clock: () => number) {
  const rig = new Rig(inject('setting'))
  const situation = await fault.set(rig)
  const proxy = path === 'direct' ? null : (situation.proxy ?? inject('setting').proxies?.['open'] ?? '')
  const startedAt = clock()
  await inProcess(situation, proxy)
  return { rig, name: `${fault.name}, ${path}`, seconds: clock() - startedAt }
}

/** Connections, listeners and timers of this process, by kind. */
const held = (): string[] =>
  process.getActiveResourcesInfo().filter((kind) => /TCP|TLS|Connect|AddrInfo|DNS/.test(kind))

test('every probe ends in time whatever hangs, all at once, and leaves nothing open', async (context) => {
  need(context, ['openssl', 'network', 'dnsmasq', 'nft', 'tinyproxy'])
  const before = held()
  const clock = startClock()
  const direct = hanging.filter((fault) => fault.direct).map((fault) => timed(fault, 'direct', clock))
  const proxied = hanging.filter((fault) => fault.proxied).map((fault) => timed(fault, 'proxied', clock))
  const runs = await Promise.all([...direct, ...proxied])
  expect(runs.length).toBeGreaterThan(30)
  expect(runs.filter(({ seconds }) => seconds > LIMIT_SECONDS).map(({ name, seconds }) => ({ name, seconds }))).toEqual(
    [],
  )
  // a connection that was ended here is gone there a moment later
  await expect
    .poll(() => runs.filter(({ rig }) => rig.open > 0).map(({ name, rig }) => ({ name, open: rig.open })))
    .toEqual([])
  await Promise.all(runs.map(({ rig }) => rig.close()))
  await expect.poll(held).toEqual(before)
})

import type { Socket } from 'node:net'
import type { Route as StepRoute, Stage } from '#domain/diagnosis.ts'
import type { Observation } from '#domain/verdict.ts'
import { failureOf, failureOfProxy } from '../failure.ts'
import type { ProxyAddress } from '../proxy-address.ts'
import { portOf } from '../way/connect.ts'
import { tunnelOver, usable } from '../way/open.ts'
import { hostOf } from '../way/resolve.ts'
import { plannedOn } from './plan.ts'
import { proxyStep } from './proxy-step.ts'
import { askAbout, type Asked } from './questions.ts'
import { reach, type Reached } from './reach.ts'
import type { Run } from './run.ts'
import { tlsStep } from './tls-step.ts'
import { readRefusedClock } from './vendor-clock.ts'

export type Walk = Asked & { dnsServers?: readonly string[] | undefined }

const QUESTIONS = ['http', 'json', 'contract', 'verdict', 'large'] as const

/** The way every check takes, link by link. */
export async function walkUsed(run: Run, walk: Walk): Promise<Observation | null> {
  const { route, now } = walk
  const way = await (route.proxy === null ? straight(run, 'used', walk) : throughProxy(run, walk, route.proxy))
  if (!way) return skipRest(run, 'used', 'tls', ...QUESTIONS)
  const { socket, again } = way
  const onDates = (looking: Parameters<typeof readRefusedClock>[2]) => readRefusedClock(run, route, looking, now)
  const ready = await tlsStep(run, { on: 'used', route, socket, again, onDates })
  return ready ? askAbout(run, walk, ready) : skipRest(run, 'used', ...QUESTIONS)
}

/** Beside a proxy: would it go without? Never with a key, and no further than TLS. */
export async function walkDirect(run: Run, walk: Walk): Promise<void> {
  const way = await straight(run, 'direct', walk)
  if (way) await tlsStep(run, { on: 'direct', route: walk.route, ...way })
  else skipRest(run, 'direct', 'tls')
}

async function straight(run: Run, on: StepRoute, { route: { base }, dnsServers }: Walk): Promise<Reached | null> {
  const way = await reach(run, on, { host: hostOf(base), port: portOf(base), nameFailure: failureOf, dnsServers })
  if (on === 'used') run.skip(plannedOn(on, 'proxy'), 'not-needed', 'no-proxy')
  return way
}

async function throughProxy(run: Run, walk: Walk, proxy: ProxyAddress): Promise<Reached | null> {
  const { route, now, dnsServers } = walk
  const { host, port } = proxy
  const way = await (proxy.fault !== null
    ? refuseProxy(run, proxy)
    : reach(run, 'used', { host, port, nameFailure: failureOfProxy, dnsServers }))
  if (!way) return skipRest(run, 'used', 'proxy')
  const socket = await proxyStep(run, { route, proxy, now, ...way })
  const again = async (): Promise<Socket> =>
    (await tunnelOver(run.hold(await way.again()), proxy, route, run.limits(1 / 8))).socket
  return socket && { socket, again }
}

async function refuseProxy(run: Run, proxy: ProxyAddress): Promise<null> {
  await run.step(plannedOn('used', 'resolve'), { proxy: proxy.shown }, () => usable(proxy))
  return skipRest(run, 'used', 'connect')
}

function skipRest(run: Run, on: StepRoute, ...stages: Stage[]): null {
  for (const stage of stages) run.skip(plannedOn(on, stage), 'not-reached', 'earlier-failure')
  return null
}

import type { Socket } from 'node:net'
import type { Route as StepRoute, Stage } from '#domain/diagnosis.ts'
import type { Observation } from '#domain/verdict.ts'
import { vendorFailureOf, failureOfProxy } from '../failure.ts'
import type { ProxyAddress } from '../proxy-address.ts'
import { portOf } from '../path/connect.ts'
import { tunnelOver, assertHttpProxy } from '../path/open.ts'
import { hostOf } from '../path/resolve.ts'
import { plannedStep } from './plan.ts'
import { proxyStep } from './proxy-step.ts'
import { askQuestions, type ProbeQuestion } from './questions.ts'
import { reachVendor, type ReachedVendor } from './reach.ts'
import type { ProbeRun } from './run.ts'
import { tlsStep } from './tls-step.ts'
import { readRefusedClock } from './vendor-clock.ts'

export type PathProbe = ProbeQuestion & { dnsServers?: readonly string[] | undefined }

const QUESTIONS = ['http', 'json', 'contract', 'verdict', 'large'] as const

/** The way every check takes, link by link. */
export async function probeUsedPath(run: ProbeRun, walk: PathProbe): Promise<Observation | null> {
  const { route, now } = walk
  const way = await (route.proxy === null ? straight(run, 'used', walk) : throughProxy(run, walk, route.proxy))
  if (!way) return skipRest(run, 'used', 'tls', ...QUESTIONS)
  const { socket, again } = way
  const onDates = (looking: Parameters<typeof readRefusedClock>[2]) => readRefusedClock(run, route, looking, now)
  const ready = await tlsStep(run, { on: 'used', route, socket, again, onDates })
  return ready ? askQuestions(run, walk, ready) : skipRest(run, 'used', ...QUESTIONS)
}

/** Beside a proxy: would it go without? Never with a key, and no further than TLS. */
export async function probeDirectPath(run: ProbeRun, walk: PathProbe): Promise<void> {
  const way = await straight(run, 'direct', walk)
  if (way) await tlsStep(run, { on: 'direct', route: walk.route, ...way })
  else skipRest(run, 'direct', 'tls')
}

async function straight(
  run: ProbeRun,
  on: StepRoute,
  { route: { base }, dnsServers }: PathProbe,
): Promise<ReachedVendor | null> {
  const way = await reachVendor(run, on, {
    host: hostOf(base),
    port: portOf(base),
    nameFailure: vendorFailureOf,
    dnsServers,
  })
  if (on === 'used') run.skip(plannedStep(on, 'proxy'), 'not-needed', 'no-proxy')
  return way
}

async function throughProxy(run: ProbeRun, walk: PathProbe, proxy: ProxyAddress): Promise<ReachedVendor | null> {
  const { route, now, dnsServers } = walk
  const { host, port } = proxy
  const way = await (proxy.fault !== null
    ? refuseProxy(run, proxy)
    : reachVendor(run, 'used', { host, port, nameFailure: failureOfProxy, dnsServers }))
  if (!way) return skipRest(run, 'used', 'proxy')
  const socket = await proxyStep(run, { route, proxy, now, ...way })
  const again = async (): Promise<Socket> =>
    (await tunnelOver(run.hold(await way.again()), proxy, route, run.limits(1 / 8))).socket
  return socket && { socket, again }
}

async function refuseProxy(run: ProbeRun, proxy: ProxyAddress): Promise<null> {
  await run.step(plannedStep('used', 'resolve'), { proxy: proxy.shown }, () => assertHttpProxy(proxy))
  return skipRest(run, 'used', 'connect')
}

function skipRest(run: ProbeRun, on: StepRoute, ...stages: Stage[]): null {
  for (const stage of stages) run.skip(plannedStep(on, stage), 'not-reached', 'earlier-failure')
  return null
}

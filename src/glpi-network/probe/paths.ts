import type { Socket } from 'node:net'
import type { Route as StepRoute, Stage } from '#domain/diagnosis.ts'
import type { Observation } from '#domain/verdict.ts'
import { vendorFailureOf, failureOfProxy } from '../failure.ts'
import type { ProxyAddress } from '../proxy-address.ts'
import { portOf, connectTo } from '../path/connect.ts'
import { tunnelOver, assertHttpProxy } from '../path/open.ts'
import { hostOf } from '../path/resolve.ts'
import { plannedStep } from './plan.ts'
import { proxyStep } from './proxy-step.ts'
import { askQuestions, type ProbeQuestion } from './questions.ts'
import type { ProbeRun } from './run.ts'
import { tlsStep } from './tls-step.ts'
import { readRefusedClock } from './vendor-clock.ts'
import { connectSteps } from './connect-steps.ts'
import { resolveStep, type Endpoint } from './resolve-step.ts'

export type PathProbe = ProbeQuestion & { dnsServers?: readonly string[] | undefined }

const QUESTIONS = ['http', 'json', 'contract', 'verdict', 'large'] as const

/** The network path that every check uses, step by step. */
export async function probeUsedPath(run: ProbeRun, probe: PathProbe): Promise<Observation | null> {
  const { route, now } = probe
  const reached = await (route.proxy === null
    ? reachDirectly(run, 'used', probe)
    : throughProxy(run, probe, route.proxy))
  if (!reached) return skipRest(run, 'used', 'tls', ...QUESTIONS)
  const { socket, again } = reached
  const onDates = (unverified: Parameters<typeof readRefusedClock>[2]) => readRefusedClock(run, route, unverified, now)
  const ready = await tlsStep(run, { on: 'used', route, socket, again, onDates })
  return ready ? askQuestions(run, probe, ready) : skipRest(run, 'used', ...QUESTIONS)
}

/** Where a proxy is set: would the direct path work too? Never with a key, and no further than TLS. */
export async function probeDirectPath(run: ProbeRun, probe: PathProbe): Promise<void> {
  const reached = await reachDirectly(run, 'direct', probe)
  if (reached) await tlsStep(run, { on: 'direct', route: probe.route, ...reached })
  else skipRest(run, 'direct', 'tls')
}

async function reachDirectly(
  run: ProbeRun,
  on: StepRoute,
  { route: { base }, dnsServers }: PathProbe,
): Promise<ReachedVendor | null> {
  const reached = await reachVendor(run, on, {
    host: hostOf(base),
    port: portOf(base),
    nameFailure: vendorFailureOf,
    dnsServers,
  })
  if (on === 'used') run.skip(plannedStep(on, 'proxy'), 'not-needed', 'no-proxy')
  return reached
}

async function throughProxy(run: ProbeRun, probe: PathProbe, proxy: ProxyAddress): Promise<ReachedVendor | null> {
  const { route, now, dnsServers } = probe
  const { host, port } = proxy
  const reached = await (proxy.fault !== null
    ? refuseProxy(run, proxy)
    : reachVendor(run, 'used', { host, port, nameFailure: failureOfProxy, dnsServers }))
  if (!reached) return skipRest(run, 'used', 'proxy')
  const socket = await proxyStep(run, { route, proxy, now, ...reached })
  const again = async (): Promise<Socket> =>
    (await tunnelOver(run.hold(await reached.again()), proxy, route, run.limits(1 / 8))).socket
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

type ReachedVendor = { socket: Socket; again: () => Promise<Socket> }

/** Resolves a name and connects to its addresses. `again` opens another connection to the address that was chosen. */
async function reachVendor(run: ProbeRun, on: StepRoute, target: Endpoint): Promise<ReachedVendor | null> {
  const addresses = await resolveStep(run, on, target)
  if (!addresses) {
    run.skip(plannedStep(on, 'connect'), 'not-reached', 'earlier-failure')
    return null
  }
  const connected = await connectSteps(run, on, addresses, target)
  return (
    connected && { socket: connected.socket, again: () => connectTo(connected.address, target.port, run.limits(1 / 8)) }
  )
}

import type { Socket } from 'node:net'
import type { CauseCode } from '#domain/causes.ts'
import { Failure } from '#net/failure.ts'
import { failureOfProxy, failureOfSecureProxy } from '../failure.ts'
import type { ProxyAddress } from '../proxy-address.ts'
import type { NetworkPath } from '../question.ts'
import { connectFirst, portOf } from './connect.ts'
import { encrypt } from './encrypt.ts'
import type { TimeLimit } from '#net/deadline.ts'
import { hostOf, resolveHost } from './resolve.ts'
import { assertMayDial } from '#net/guarded-connect.ts'
import { causeOfTunnelStatus } from '#net/classify-reply.ts'
import { askForTunnel } from './tunnel.ts'

/** How much longer than a connection a proxy may take, because it has to resolve and connect too. */
const TUNNEL_SHARE = 1.5

export type WaitFor = (late: CauseCode) => void

/**
 * A connection to GLPI Network as `route` says, encrypted and verified where its address begins with `https:`.
 * `waitFor` receives the cause that a timeout would have from now on. @throws Failure
 */
export async function openNetworkPath(route: NetworkPath, limits: TimeLimit, waitFor: WaitFor): Promise<Socket> {
  const { base, proxy } = route
  const socket =
    proxy === null ? await openDirect(base, limits, waitFor) : await openThrough(proxy, route, limits, waitFor)
  if (base.protocol !== 'https:') return socket
  waitFor('reply-timeout')
  return encrypt(socket, hostOf(base), route, limits)
}

async function openDirect(base: URL, limits: TimeLimit, waitFor: WaitFor): Promise<Socket> {
  waitFor('dns-timeout')
  const addresses = await resolveHost(hostOf(base), limits)
  waitFor('connect-timeout')
  return connectFirst(addresses, portOf(base), limits)
}

async function openThrough(
  proxy: ProxyAddress,
  route: NetworkPath,
  limits: TimeLimit,
  waitFor: WaitFor,
): Promise<Socket> {
  waitFor('proxy-unreachable')
  try {
    const socket = await connectFirst(await resolveHost(assertHttpProxy(proxy).host, limits), proxy.port, limits)
    const tunnelLimits = { ...limits, ms: limits.ms * TUNNEL_SHARE }
    waitFor('proxy-cannot-reach')
    const { socket: tunnel, reply } = await tunnelOver(socket, proxy, route, tunnelLimits)
    const cause = causeOfTunnelStatus(reply.status)
    if (cause === null) return tunnel
    tunnel.destroy()
    throw new Failure(cause)
  } catch (error) {
    throw failureOfProxy(error)
  }
}

/** @throws Failure for a proxy that offers no tunnels, such as SOCKS. It is neither resolved nor dialled. */
export function assertHttpProxy(proxy: ProxyAddress): ProxyAddress {
  if (proxy.fault !== null) throw new Failure('proxy-setting-unusable', null, {}, proxy.fault)
  return proxy
}

/** What a name lookup may take that a proxy would do anyway. */
const OWN_LOOKUP_MS = 1000

/**
 * The proxy looks the name up by itself, and could be led to the metadata of a cloud. Where this machine knows the name too, its
 * addresses are judged; a machine that knows no names leaves them to the proxy. @throws Failure
 */
async function assertMayBeReached(host: string, limits: TimeLimit): Promise<void> {
  assertMayDial(host, 'proxy-cannot-reach')
  const own = { ...limits, ms: Math.min(limits.ms, OWN_LOOKUP_MS) }
  const known = await resolveHost(host, own).catch(() => [])
  for (const { address } of known) assertMayDial(address, 'proxy-cannot-reach')
}

/** Asks for the tunnel over a connection to the proxy, which is encrypted first where the proxy wants it so. */
export async function tunnelOver(socket: Socket, proxy: ProxyAddress, route: NetworkPath, limits: TimeLimit) {
  const { base, userAgent } = route
  await assertMayBeReached(hostOf(base), limits)
  const ready = proxy.secure ? await encryptToProxy(socket, proxy, route, limits) : socket
  const target = `${base.hostname}:${portOf(base)}`
  return { socket: ready, reply: await askForTunnel(ready, target, proxy, userAgent, limits) }
}

async function encryptToProxy(
  socket: Socket,
  { host }: ProxyAddress,
  route: NetworkPath,
  limits: TimeLimit,
): Promise<Socket> {
  try {
    return await encrypt(socket, host, route, limits, 'proxy-unreachable')
  } catch (error) {
    throw failureOfSecureProxy(error)
  }
}

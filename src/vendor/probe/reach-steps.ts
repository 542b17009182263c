import type { LookupAddress } from 'node:dns'
import type { Socket } from 'node:net'
import type { Route as StepRoute, Stage } from '#domain/diagnosis.ts'
import { connectTo } from '../way/connect.ts'
import type { Limits } from '../way/limits.ts'
import { resolveHost } from '../way/resolve.ts'
import type { Run, Seen } from './run.ts'

const FAMILY_CAP = 4

/** `direct:` stands before the steps of the second way. */
export const plannedOn = (route: StepRoute, stage: Stage, of = '') => ({
  id: `${route === 'used' ? '' : `${route}:`}${stage}${of}`,
  stage,
  route,
})

/** Every address of a name. */
export async function resolveStep(run: Run, route: StepRoute, host: string, limits: Limits) {
  const seen: Seen = { host }
  return run.step(plannedOn(route, 'resolve'), seen, async () => {
    const found = await resolveHost(host, limits)
    const listed = (family: number) =>
      found
        .filter((one) => one.family === family)
        .map(({ address }) => address)
        .join(', ')
    Object.assign(seen, { ipv4: listed(4), ipv6: listed(6) })
    return found
  })
}

/** Tries all addresses at once; the first of them that stands, in the resolver's order, is the one to go on with. */
export async function connectSteps(
  run: Run,
  route: StepRoute,
  addresses: LookupAddress[],
  port: number,
  limits: Limits,
): Promise<Socket | null> {
  const tried = new Set(
    [4, 6].flatMap((family) => addresses.filter((one) => one.family === family).slice(0, FAMILY_CAP)),
  )
  const inOrder = addresses.filter((address) => tried.has(address))
  const sockets = await Promise.all(
    inOrder.map(({ address }) =>
      run.step(plannedOn(route, 'connect', `:${address}`), { address, port: String(port) }, () =>
        connectTo(address, port, limits),
      ),
    ),
  )
  const [chosen = null, ...others] = sockets.filter((socket) => socket !== null)
  for (const socket of others) socket.destroy()
  return chosen
}

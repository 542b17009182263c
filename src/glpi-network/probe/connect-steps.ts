import type { LookupAddress } from 'node:dns'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Route as StepRoute } from '#domain/diagnosis.ts'
import { connectTo, limitAddresses } from '../path/connect.ts'
import { plannedStep } from './plan.ts'
import type { Endpoint } from './resolve-step.ts'
import type { ProbeRun } from './run.ts'

export type Connected = { socket: Socket; address: string }

/** How long an earlier address in the resolver's order may lag behind a later one and still be preferred (RFC 8305, 5). */
const LAG_MS = 250

/**
 * Tries all addresses at once and uses the first, in the resolver's order, that connects. The others
 * come to their own ends meanwhile.
 */
export async function connectSteps(
  run: ProbeRun,
  route: StepRoute,
  addresses: LookupAddress[],
  { port, nameFailure }: Pick<Endpoint, 'port' | 'nameFailure'>,
): Promise<Connected | null> {
  const connections: (Connected | null)[] = []
  let chosen = false
  const over = new AbortController()
  const anyConnects = new Promise<void>((resolve) => {
    const tries = limitAddresses(addresses).map(async ({ address }, place) => {
      const planned = plannedStep(route, 'connect', `:${address}`)
      const socket = await run.step(planned, { address, port: String(port) }, () =>
        connectTo(address, port, run.limits(1 / 4)).catch((error: unknown) => {
          throw nameFailure(error)
        }),
      )
      if (!socket) return
      run.hold(socket)
      if (chosen) socket.destroy()
      connections[place] = { socket, address }
      resolve()
    })
    const all = Promise.all(tries)
    run.alongside(all)
    void all.then(() => over.abort()).finally(resolve)
  })
  await anyConnects
  await pause(LAG_MS, undefined, { signal: over.signal }).catch(() => undefined)
  chosen = true
  const [first = null, ...others] = connections.filter((one) => one != null)
  for (const { socket } of others) socket.destroy()
  return first
}

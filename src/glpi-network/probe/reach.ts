import type { Socket } from 'node:net'
import type { Route as StepRoute } from '#domain/diagnosis.ts'
import { connectTo } from '../path/connect.ts'
import { connectSteps } from './connect-steps.ts'
import { plannedStep } from './plan.ts'
import { resolveStep } from './resolve-step.ts'
import type { Endpoint } from './resolve-step.ts'
import type { ProbeRun } from './run.ts'

export type ReachedVendor = { socket: Socket; again: () => Promise<Socket> }

/** Resolves a name and connects to its addresses. `again` opens another connection to the address that was chosen. */
export async function reachVendor(run: ProbeRun, on: StepRoute, target: Endpoint): Promise<ReachedVendor | null> {
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

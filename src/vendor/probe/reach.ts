import type { Socket } from 'node:net'
import type { Route as StepRoute } from '#domain/diagnosis.ts'
import { connectTo } from '../way/connect.ts'
import { connectSteps } from './connect-steps.ts'
import { plannedOn } from './plan.ts'
import { resolveStep } from './resolve-step.ts'
import type { Target } from './target.ts'
import type { Run } from './run.ts'

export type Reached = { socket: Socket; again: () => Promise<Socket> }

/** Resolves a name and connects to its addresses. `again` opens another connection to the address that was chosen. */
export async function reach(run: Run, on: StepRoute, target: Target): Promise<Reached | null> {
  const addresses = await resolveStep(run, on, target)
  if (!addresses) {
    run.skip(plannedOn(on, 'connect'), 'not-reached', 'earlier-failure')
    return null
  }
  const connected = await connectSteps(run, on, addresses, target)
  return (
    connected && { socket: connected.socket, again: () => connectTo(connected.address, target.port, run.limits(1 / 8)) }
  )
}

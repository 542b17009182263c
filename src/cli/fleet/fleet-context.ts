import type { FleetInstance } from '#contract/fleet.ts'
import { forEachLimited } from '#contract/for-each-limited.ts'
import type { Glpi, OpenGlpi } from '#glpi/glpi.ts'
import { CLI_WORDS } from '../cli-words.ts'
import { Complaint, complaintOf } from '../complaint.ts'
import type { World } from '../world.ts'
import type { Fleet } from './open-fleet.ts'
import { capYoungGeneration } from './small-heap.ts'

/** What work on an instance needs. */
export type FleetContext = {
  world: World
  fleet: Fleet
  signal: AbortSignal
  openGlpi: OpenGlpi
  allowKeyAsArgument?: boolean
}

/** Opens the GLPI of an instance, and closes it after `use`. */
export async function withGlpi<Result>(
  { world, fleet, openGlpi, allowKeyAsArgument = false }: FleetContext,
  instance: FleetInstance,
  use: (glpi: Glpi) => Promise<Result>,
): Promise<Result> {
  const glpi = openGlpi({
    connection: await fleet.secrets.connectionOf(instance),
    servicesUrl: fleet.servicesFor(instance),
    now: () => world.now(),
    allowKeyAsArgument,
  })
  try {
    return await use(glpi)
  } finally {
    await glpi.close()
  }
}

export type Stopping = { isAsked(): boolean; signal: AbortSignal }

/** The first request to stop lets begun instances finish; the second cuts them off. */
export function stoppingOf(world: World): Stopping {
  const stopper = new AbortController()
  let isAsked = false
  void (async () => {
    await world.untilStopped()
    isAsked = true
    // listen before the message offers it
    const again = world.untilStopped()
    world.printMessage(`latchkey: ${world.say(CLI_WORDS.stopping)}`)
    await again
    stopper.abort()
  })()
  return { isAsked: () => isAsked, signal: stopper.signal }
}

/** Reads every secret first, so that a wrong reference is reported before anything changes. */
export async function inspectSecrets(fleet: Fleet): Promise<void> {
  for (const instance of fleet.instances) await fleet.secrets.connectionOf(instance)
}

/** Works on every instance of the fleet. A failure of one is reported as its line, and does not stop the others. */
export function eachInstance(
  { fleet, world }: FleetContext,
  stopping: Stopping,
  work: (instance: FleetInstance) => Promise<void>,
  failed: (instance: FleetInstance, errorCode: string) => void,
): Promise<void> {
  const checkHeapCap = capYoungGeneration()
  return forEachLimited(
    fleet.instances,
    { concurrency: fleet.concurrency, isStopping: () => stopping.isAsked() },
    async (instance) => {
      try {
        await work(instance)
      } catch (error) {
        world.printMessage(`latchkey: ${instance.name}: ${complaintOf(error).sentence(world.say)}`)
        failed(instance, error instanceof Complaint ? error.code : 'unexpected')
      }
      checkHeapCap()
    },
  )
}

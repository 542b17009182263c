import { hash } from 'node:crypto'
import type { FleetInstance } from '#contract/fleet.ts'
import { servicesOf } from '../ask-vendor.ts'
import { COMPLAINT_WORDS } from '../complaint-words.ts'
import { Complaint } from '../complaint.ts'
import type { World } from '../world.ts'
import { fleetFileOf, readFleet } from './read-fleet.ts'
import { fleetSecrets, type FleetSecrets } from './secrets.ts'
import { holdHeap } from './small-heap.ts'

export type FleetOptions = {
  file?: string
  state?: string
  only?: string
  concurrency?: number
  services?: string
  check?: boolean
  json?: boolean
}

/** A fleet file as it was read, with the options of this run. */
export type Fleet = {
  path: string
  /** All instances, and those that `--only` chose. */
  all: readonly FleetInstance[]
  instances: readonly FleetInstance[]
  secrets: FleetSecrets
  statePath: string
  concurrency: number
  /** Where the key of an instance is found; undefined where the file does not say. */
  keyReferenceOf(instance: FleetInstance): string | undefined
  /** GLPI Network's address for an instance. */
  servicesFor(instance: FleetInstance): string
  /** Its entry as a hash: another entry is another task. */
  hashOf(instance: FleetInstance): string
}

const DEFAULT_CONCURRENCY = 8

/** @throws Complaint for a file, a name or a setting that cannot be used. */
export async function openFleet(world: World, options: FleetOptions): Promise<Fleet> {
  const path = fleetFileOf(world, options.file)
  if (path === undefined) throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.whichFleet))
  holdHeap()
  const { head, instances } = await readFleet(world, path)
  const fallback = servicesOf(world, options.services ?? head.services)
  const servicesFor = ({ services }: FleetInstance) => options.services ?? services ?? fallback
  return {
    path,
    all: instances,
    instances: options.only === undefined ? instances : chosen(path, instances, options.only),
    secrets: fleetSecrets(world, path),
    statePath: options.state ?? `${path}.state`,
    concurrency: options.concurrency ?? head.concurrency ?? DEFAULT_CONCURRENCY,
    keyReferenceOf: ({ key }) => key ?? head.key,
    servicesFor,
    // references are part of it, the secrets behind them are not
    hashOf: (instance) => {
      const { key: _, ...entry } = instance
      return hash('sha256', JSON.stringify(entry)).slice(0, 16)
    },
  }
}

function chosen(path: string, instances: readonly FleetInstance[], only: string): FleetInstance[] {
  const names = new Set(
    only
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  )
  const found = instances.filter(({ name }) => names.delete(name))
  const [unknown] = names
  if (unknown !== undefined)
    throw new Complaint('instance-unknown', (say) => say(COMPLAINT_WORDS.notInFleet, { path, name: unknown }))
  return found
}

/** @throws Complaint for the first instance without a key. */
export function keyReferences(fleet: Fleet): string[] {
  return fleet.instances.map((instance) => {
    const reference = fleet.keyReferenceOf(instance)
    if (reference !== undefined) return reference
    throw new Complaint('setting-invalid', (say) =>
      say(COMPLAINT_WORDS.noKeyNamed, { path: fleet.path, name: instance.name }),
    )
  })
}

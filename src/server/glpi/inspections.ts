import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { Inspection } from '#glpi/glpi.ts'
import type { InstanceStore, StoredInstance } from '../store/instances.ts'
import { causeOfInspection } from './inspection-record.ts'
import type { InstanceLocks } from './instance-locks.ts'
import type { GlpiService } from './glpi-service.ts'

type Emit = (line: DiagnosisLine) => void
export type InspectionsParts = {
  instances: InstanceStore
  glpis: GlpiService
  exclusive: InstanceLocks
  /** Writes what is to be written there once it answers. */
  writeDue: (id: string) => Promise<void>
}

/** Looks at GLPIs: never more than one at a time at the same, and never while a key is written there. */
export function createInspections({ instances, glpis, exclusive, writeDue }: InspectionsParts) {
  const flights = new Map<string, Promise<Inspection | null>>()

  const follow = (id: string, emit: Emit, signal: AbortSignal): Promise<Inspection | null> =>
    exclusive.run(id, async () => {
      const instance = await instances.find(id)
      return instance?.glpi ? glpis.look(instance, emit, signal) : null
    })

  async function checkNow(id: string): Promise<Inspection | null> {
    const look = await follow(id, () => undefined, glpis.stopping)
    if (look && causeOfInspection(look.steps) === null && !glpis.stopping.aborted) await writeDue(id)
    return look
  }

  async function check(id: string): Promise<void> {
    const flight = flights.get(id) ?? checkNow(id)
    flights.set(id, flight)
    await flight.finally(() => flights.get(id) === flight && flights.delete(id))
  }

  return {
    /** Tells every step to one who watches. */
    follow,

    /** Who comes while a look is waiting or under way shares it. */
    check,

    /** Before the first question to GLPI Network: GLPI's id and its proxy are a part of that. @returns whether it looked. */
    async checkUnseen({ id, glpi }: StoredInstance): Promise<boolean> {
      if (glpi?.attemptedAt !== null) return false
      await check(id)
      return true
    },
  }
}
export type Inspections = ReturnType<typeof createInspections>

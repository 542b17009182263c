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
  locks: InstanceLocks
  /** Writes what is to be written there once it answers. */
  writeDue: (id: string) => Promise<void>
}

/** Inspects GLPIs: each never more than once at a time, and never while a key is written there. */
export function createInspections({ instances, glpis, locks, writeDue }: InspectionsParts) {
  const flights = new Map<string, Promise<Inspection | null>>()

  const follow = (id: string, emit: Emit, signal: AbortSignal): Promise<Inspection | null> =>
    locks.run(id, async () => {
      const instance = await instances.find(id)
      return instance?.glpi ? glpis.inspect(instance, emit, signal) : null
    })

  async function checkNow(id: string): Promise<Inspection | null> {
    const inspection = await follow(id, () => undefined, glpis.stopping)
    if (inspection && causeOfInspection(inspection.steps) === null && !glpis.stopping.aborted) await writeDue(id)
    return inspection
  }

  async function check(id: string): Promise<void> {
    const flight = flights.get(id) ?? checkNow(id)
    flights.set(id, flight)
    await flight.finally(() => flights.get(id) === flight && flights.delete(id))
  }

  return {
    /** Inspects, and emits every step. */
    follow,

    /** Inspects, or waits for the inspection that somebody else has asked for. */
    check,

    /** Inspects a GLPI that never was, since its id and its proxy are part of every question. @returns whether it did. */
    async checkUnseen({ id, glpi }: StoredInstance): Promise<boolean> {
      if (glpi?.attemptedAt !== null) return false
      await check(id)
      return true
    },
  }
}
export type Inspections = ReturnType<typeof createInspections>

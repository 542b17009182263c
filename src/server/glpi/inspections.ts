import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { Inspection } from '#glpi/glpi.ts'
import type { HistoryLines } from '../history-lines.ts'
import type { InstanceStore, StoredInstance } from '../store/instances.ts'
import { causeOfInspection } from './inspection-record.ts'
import type { InstanceLocks } from './instance-locks.ts'
import type { GlpiService, RecordedInspection } from './glpi-service.ts'

type Emit = (line: DiagnosisLine) => void
export type InspectionsParts = {
  instances: InstanceStore
  glpis: GlpiService
  locks: InstanceLocks
  historyLines: Pick<HistoryLines, 'inspected'>
  /** Writes the saved key into a GLPI that did not answer when it was saved. */
  writeDue: (id: string) => Promise<StoredInstance | null>
}

/** Inspects GLPIs: one inspection of each at a time, and none while a key is written there. */
export function createInspections({ instances, glpis, locks, historyLines, writeDue }: InspectionsParts) {
  const running = new Map<string, Promise<StoredInstance | null>>()

  /** @returns the instance alone where its GLPI could not be inspected; null for an unknown id. */
  const inspect = (
    id: string,
    emit: Emit,
    signal: AbortSignal,
  ): Promise<RecordedInspection | { inspection: null; instance: StoredInstance } | null> =>
    locks.run(id, async () => {
      const instance = await instances.find(id)
      if (!instance) return null
      const recorded = instance.glpi ? await glpis.inspect(instance, emit, signal) : null
      if (recorded) await historyLines.inspected(instance, recorded.instance)
      return recorded ?? { inspection: null, instance }
    })

  async function inspectAndWrite(id: string): Promise<StoredInstance | null> {
    const found = await inspect(id, () => undefined, glpis.stopping)
    if (!found) return null
    const { inspection, instance } = found
    const hasAnswered = inspection !== null && causeOfInspection(inspection.steps) === null
    if (!hasAnswered || !instance.glpi?.writeDue || glpis.stopping.aborted) return instance
    return writeDue(id)
  }

  return {
    /** Inspects, and emits every step. */
    follow: async (id: string, emit: Emit, signal: AbortSignal): Promise<Inspection | null> =>
      (await inspect(id, emit, signal))?.inspection ?? null,

    /**
     * Inspects the GLPI of an instance, or waits for the inspection that another caller has started.
     * @returns the instance as it is then; null for an unknown id.
     */
    async check(id: string): Promise<StoredInstance | null> {
      const started = running.get(id) ?? inspectAndWrite(id)
      running.set(id, started)
      return started.finally(() => running.get(id) === started && running.delete(id))
    },
  }
}
export type Inspections = ReturnType<typeof createInspections>

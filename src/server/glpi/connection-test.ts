import type { Connection } from '#contract/connection.ts'
import { methodsOf } from '#contract/connection.ts'
import { onAbort } from '#net/node20/on-abort.ts'
import type { StoredInstance } from '../store/instances.ts'
import type { StoredRegistration } from '../store/registrations.ts'
import { startShared } from '../diagnosis/shared-run.ts'
import { glpiAfter, unseenGlpi, type GlpiService } from './glpi-service.ts'
import { glpiView } from './view.ts'

export type ConnectionTestOptions = {
  connection: Connection
  servicesUrl: string
  /** The instance whose settings they would be; null for one that is not there yet. */
  instance: StoredInstance | null
  ours: StoredRegistration | null
}

export type ConnectionTestParts = { glpis: GlpiService; now: () => number; report: (error: unknown) => void }

/** Inspects by a connection that nobody has saved: its steps as lines, then the snapshot. Nothing is stored. */
export function testConnection(
  { glpis, now, report }: ConnectionTestParts,
  trial: ConnectionTestOptions,
  signal: AbortSignal,
) {
  const { connection, servicesUrl, instance, ours } = trial
  const run = startShared(async (emit, stop) => {
    try {
      const inspection = await glpis.inspectBy(connection, { servicesUrl }, emit, stop)
      if (stop.aborted) return
      const before = { ...unseenGlpi(methodsOf(connection)), ...(instance?.glpi && remembered(instance.glpi)) }
      emit({ line: 'seen', seen: glpiView(glpiAfter(inspection, before, ours, now())) })
    } catch (error) {
      report(error)
    }
  })
  const stopListening = onAbort(glpis.stopping, () => run.stop())
  void run.done.finally(stopListening)
  return run.follow(signal)
}

/** By these a value that was proven before is recognised. */
const remembered = ({ mark, fingerprint }: NonNullable<StoredInstance['glpi']>) => ({ mark, fingerprint })

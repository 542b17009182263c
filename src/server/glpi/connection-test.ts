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

/** Looks by a connection that nobody has saved: its steps as lines, and what it saw as the last. Nothing is stored. */
export function testConnection(
  { glpis, now, report }: ConnectionTestParts,
  trial: ConnectionTestOptions,
  signal: AbortSignal,
) {
  const { connection, servicesUrl, instance, ours } = trial
  const run = startShared(async (emit, stop) => {
    try {
      const look = await glpis.lookBy(connection, { servicesUrl }, emit, stop)
      if (stop.aborted) return
      const before = { ...unseenGlpi(methodsOf(connection)), ...(instance?.glpi && remembered(instance.glpi)) }
      emit({ line: 'seen', seen: glpiView(glpiAfter(look, before, ours, now())) })
    } catch (error) {
      report(error)
    }
  })
  const stopListening = onAbort(glpis.stopping, () => run.stop())
  void run.done.finally(stopListening)
  return run.follow(signal)
}

/** By which a value that was proven before is known again. */
const remembered = ({ mark, fingerprint }: NonNullable<StoredInstance['glpi']>) => ({ mark, fingerprint })

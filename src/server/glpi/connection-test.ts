import { type Connection, type ConnectionForm, methodsOf } from '#contract/connection.ts'
import type { ConnectionTestForm } from '#contract/instance-settings.ts'
import { onAbort } from '#net/node20/on-abort.ts'
import { findInstance, type InstanceStore, type StoredInstance } from '../store/instances.ts'
import type { RegistrationStore, StoredRegistration } from '../store/registrations.ts'
import { startShared } from '../diagnosis/shared-run.ts'
import { refuseForbidden } from '../typed-addresses.ts'
import { glpiAfter, unseenGlpi, type GlpiService } from './glpi-service.ts'
import { glpiView } from './view.ts'

type ConnectionTestOptions = {
  connection: Connection
  servicesUrl: string
  /** null while the instance has not been added. */
  instance: StoredInstance | null
  ours: StoredRegistration | null
}

type RunParts = { glpis: GlpiService; now: () => number; report: (error: unknown) => void }

export type ConnectionTestsParts = RunParts & {
  instances: InstanceStore
  registrations: RegistrationStore
  /** Fills in the stored secrets. @throws ProblemError */
  completeConnection: (form: ConnectionForm, stored: Connection | null) => Connection
  /** GLPI Network's address, for an instance that names no other. */
  servicesUrl: string
}

/** Tests of connections that are not saved. Nothing is stored. */
export function createConnectionTests({
  instances,
  registrations,
  completeConnection,
  ...parts
}: ConnectionTestsParts) {
  return {
    /** For an instance that is not added yet. @throws ProblemError */
    ofNew(form: ConnectionTestForm, signal: AbortSignal) {
      refuseForbidden(form)
      const connection = completeConnection(form.connection, null)
      const { servicesUrl = parts.servicesUrl } = form
      return testConnection(parts, { connection, servicesUrl, instance: null, ours: null }, signal)
    },

    /** For an instance, whose stored secrets are used where the form has none. @throws ProblemError */
    async ofInstance(id: string, form: ConnectionTestForm, signal: AbortSignal) {
      const instance = await findInstance(instances, id)
      refuseForbidden(form)
      const { connection: stored } = await parts.glpis.readConnection(id)
      const connection = completeConnection(form.connection, stored)
      const { servicesUrl = instance.servicesUrl } = form
      const ours = await registrations.find(id)
      return testConnection(parts, { connection, servicesUrl, instance, ours }, signal)
    },
  }
}
export type ConnectionTests = ReturnType<typeof createConnectionTests>

/** Inspects by a connection that is not saved. Emits its steps as lines, then the snapshot. */
function testConnection({ glpis, now, report }: RunParts, trial: ConnectionTestOptions, signal: AbortSignal) {
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

/** These recognise a stored value that was proven before. */
const remembered = ({ mark, fingerprint }: NonNullable<StoredInstance['glpi']>) => ({ mark, fingerprint })

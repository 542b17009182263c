import type { PluginsPageForm } from '#contract/panel.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { foldState } from '#domain/fold-state.ts'
import type { ReplacePlugins } from '#domain/storage.ts'
import { periodOf } from './answer-records.ts'
import { findInstance, instanceStore } from './store/instances.ts'
import type { GlpiService } from './glpi/glpi-service.ts'
import type { InstanceLocks } from './glpi/instance-locks.ts'
import { storedStorageStateOf } from './glpi/view.ts'
import type { ChangedKey } from './key-changes.ts'
import { assertExpectedRegistration, type Expected } from './revision.ts'
import { inOneWrite, markRecorded, recordAudit, recordStart } from './store/audit.ts'
import type { Store } from './store/database.ts'
import { recordEvent } from './store/history.ts'
import { registrationStore } from './store/registrations.ts'
import type { VendorClock } from './vendor-clock.ts'

type Choice = PluginsPageForm['choice']

const STORED: Record<Choice, ReplacePlugins> = { ask: 1, replace: 2, never: 3 }

const NOT_READ_BACK = 'The setting was sent to GLPI, and was not read back from it.'

export type PluginsPageParts = {
  store: Store
  glpis: Pick<GlpiService, 'inspect' | 'setReplacePlugins' | 'stopping'>
  locks: InstanceLocks
  vendorClock: VendorClock
  /** Called after something about an instance was stored. */
  publishChange: (instanceId: string) => void
  now: () => number
}

/** Whether GLPI's marketplace replaces GLPI's own page of plugins. */
export function createPluginsPage({ store, glpis, locks, vendorClock, publishChange, now }: PluginsPageParts) {
  return {
    /**
     * Sets it in GLPI, and reads it back: only then it is recorded as done.
     * @throws ProblemError
     */
    set: (id: string, choice: Choice, expected: Expected): Promise<ChangedKey> =>
      locks.run(id, async () => {
        const found = await findInstance(instanceStore(store, now), id)
        const saved = await registrationStore(store).find(id)
        await assertExpectedRegistration({ store, instance: found, saved, expected, now: now() })
        if (found.glpi === null) throw new ProblemError('request-invalid', 'No GLPI is connected.')
        const entry = { action: 'plugins-page-change', instance: id, facts: { choice } } as const
        await recordStart(store, entry, now())
        const failure = await glpis.setReplacePlugins(found, STORED[choice])
        if (failure) {
          const { cause, errorCode, evidence } = failure
          const seen = { ...evidence, ...(errorCode !== null && { errorCode }) }
          throw new ProblemError(cause, `Nothing was changed in GLPI: ${cause}.`, { evidence: seen })
        }
        const recorded = await glpis.inspect(found, () => undefined, glpis.stopping)
        const instance = recorded?.instance ?? found
        // what this inspection saw, and not what an earlier one did
        if (recorded?.inspection.snapshot.replacePlugins !== STORED[choice]) {
          const failed = { ...entry, outcome: 'failed', code: 'stored-unproven' } as const
          await inOneWrite(store, (transaction) => recordAudit(transaction, failed, now()))
          throw markRecorded(new ProblemError('stored-unproven', NOT_READ_BACK))
        }
        const time = vendorClock.at(instance.servicesUrl, saved)
        const { state } = foldState(time, saved, storedStorageStateOf(instance.glpi))
        const event = {
          event: `plugins-page-${choice}`,
          fingerprint: saved?.fingerprint ?? null,
          state,
          verdict: saved?.latest?.verdict ?? 'not-asked',
          cause: null,
          trigger: 'person',
          ...periodOf(saved?.answer ?? null),
        } as const
        await inOneWrite(store, async (transaction) => {
          await recordEvent(transaction, id, event, time.ourNow)
          await recordAudit(transaction, entry, time.ourNow)
        })
        publishChange(id)
        return { instance, saved }
      }),
  }
}
export type PluginsPageService = ReturnType<typeof createPluginsPage>

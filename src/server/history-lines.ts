import type { HistoryEventKind } from '#domain/history-bands.ts'
import { foldState } from '#domain/fold-state.ts'
import { isDecidedInGlpi, type GlpiStorageState } from '#domain/verdict.ts'
import { currentActor } from './actor.ts'
import { periodOf } from './answer-records.ts'
import { storedStorageStateOf } from './glpi/view.ts'
import { inOneWrite, recordAudit } from './store/audit.ts'
import type { Store } from './store/database.ts'
import { recordEvent } from './store/history.ts'
import type { StoredInstance } from './store/instances.ts'
import { registrationStore, type StoredRegistration } from './store/registrations.ts'
import type { VendorClock } from './vendor-clock.ts'

export type HistoryLinesParts = { store: Store; vendorClock: VendorClock }

/** Lines of history about what is no check and no change of a key. */
export function createHistoryLines({ store, vendorClock }: HistoryLinesParts) {
  const stateOfInstance = ({ servicesUrl, glpi }: StoredInstance, saved: StoredRegistration | null) =>
    foldState(vendorClock.at(servicesUrl, saved), saved, storedStorageStateOf(glpi)).state

  async function add(
    event: HistoryEventKind,
    instance: StoredInstance,
    saved: StoredRegistration | null,
    transaction: Store = store,
  ) {
    const { id, servicesUrl, glpi } = instance
    const state = stateOfInstance(instance, saved)
    const vendorCause = saved?.latest?.cause ?? null
    await recordEvent(
      transaction,
      id,
      {
        event,
        fingerprint: saved?.fingerprint ?? null,
        state,
        verdict: saved?.latest?.verdict ?? 'not-asked',
        cause: isDecidedInGlpi(state) ? (glpi?.cause ?? vendorCause) : vendorCause,
        trigger: currentActor() ? 'person' : 'schedule',
        ...periodOf(saved?.answer ?? null),
      },
      vendorClock.at(servicesUrl, saved).ourNow,
    )
  }

  return {
    /** What a person has done. */
    settingsChanged: async (instance: StoredInstance): Promise<void> =>
      add('settings-changed', instance, await registrationStore(store).find(instance.id)),

    dismissed: (instance: StoredInstance): Promise<void> =>
      inOneWrite(store, async (transaction) => {
        const saved = await registrationStore(transaction).find(instance.id)
        await add('dismissed', instance, saved, transaction)
        const key = saved?.fingerprint ?? null
        const at = vendorClock.at(instance.servicesUrl, saved).ourNow
        await recordAudit(
          transaction,
          { action: 'warning-dismiss', instance: instance.id, before: key, after: key },
          at,
        )
      }),

    /** A line where the inspection alone has changed the state: otherwise the next check would seem to have. */
    async inspected(before: StoredInstance, after: StoredInstance): Promise<void> {
      if (isSameStorage(storedStorageStateOf(before.glpi), storedStorageStateOf(after.glpi))) return
      const saved = await registrationStore(store).find(after.id)
      if (stateOfInstance(before, saved) !== stateOfInstance(after, saved)) await add('inspected', after, saved)
    },
  }
}
const isSameStorage = (one: GlpiStorageState | null, other: GlpiStorageState | null): boolean =>
  one?.storage === other?.storage && one?.managed === other?.managed && one?.holdsAnother === other?.holdsAnother

export type HistoryLines = ReturnType<typeof createHistoryLines>

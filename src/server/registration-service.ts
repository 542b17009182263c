import type { GlpiService } from './glpi/glpi-service.ts'
import type { CheckReply, GlpiPages, PluginsPageForm, Registration } from '#contract/panel.ts'
import type { Observation } from '#domain/verdict.ts'
import { LATE, type Checker } from './checker.ts'
import { glpiPagesOf } from './glpi-pages.ts'
import { findInstance, SANDBOX_ID, unknownInstance, type InstanceStore } from './store/instances.ts'
import type { HistoryLines } from './history-lines.ts'
import type { Inspections } from './glpi/inspections.ts'
import { createKeptRegistrations } from './kept-registrations.ts'
import type { ChangedKey, FirstAnswer, KeyChange, KeyChanges, Replacing, SavedChange } from './key-changes.ts'
import { refuseRealKey, sendableKey } from './sendable-key.ts'
import { checkView, registrationView } from './registration-view.ts'
import { latestSummary } from './plugin-summary.ts'
import type { PluginsPageService } from './plugins-page.ts'
import type { ReplacementGuard } from './replacement-guard.ts'
import type { Expected } from './revision.ts'
import type { StoreChanges } from './store/changes.ts'
import type { FormerKeyStore } from './store/former-keys.ts'
import type { RegistrationStore } from './store/registrations.ts'
import type { VendorClock } from './vendor-clock.ts'

export type RegistrationServiceParts = {
  changes: StoreChanges
  checker: Checker
  readConnection: GlpiService['readConnection']
  formerKeys: FormerKeyStore
  historyLines: Pick<HistoryLines, 'dismissed'>
  inspections: Inspections
  instances: InstanceStore
  keyChanges: KeyChanges
  pluginsPage: PluginsPageService
  registrations: RegistrationStore
  replacementGuard: ReplacementGuard
  vendorClock: VendorClock
  wakeScheduler: () => void
  now: () => number
}

/** Others with the same key: as many as a sentence can name. */
const MOST_NAMED = 3

/** How a key is saved. */
export type SaveOptions = { replaceUnverified?: boolean | undefined; language: string; expected: Expected }

/** Everything that can be done with the registration of an instance. Each call loads the instance and its key once. */
export function createRegistrationService(parts: RegistrationServiceParts) {
  const { checker, formerKeys, historyLines, inspections, instances, keyChanges, now } = parts
  const { pluginsPage, registrations, replacementGuard, vendorClock, wakeScheduler } = parts

  async function view({ instance, saved }: ChangedKey): Promise<Registration> {
    const time = vendorClock.at(instance.servicesUrl, saved)
    const former = await formerKeys.list(instance.id, now())
    const plugins = latestSummary(saved, now())?.summary
    const others = saved && (await alsoSavedFor(instance.id, saved.fingerprint))
    const known = {
      ...registrationView(instance, saved, checker.lastReachability(instance.id), time, former),
      ...others,
    }
    // while the marketplace is closed, or may be, no plugin counts as open
    return plugins && known.unlock.open ? { ...known, plugins } : known
  }

  /** Practice keys are for everyone. */
  async function alsoSavedFor(id: string, fingerprint: string): Promise<Pick<Registration, 'alsoSavedFor'>> {
    if (id === SANDBOX_ID) return {}
    const others = await registrations.othersWith(fingerprint, id, MOST_NAMED)
    return others.length > 0 ? { alsoSavedFor: others } : {}
  }

  const find = async (id: string): Promise<ChangedKey> => ({
    instance: await findInstance(instances, id),
    saved: await registrations.find(id),
  })
  const load = async (id: string): Promise<Registration> => view(await find(id))
  const kept = createKeptRegistrations({
    changes: parts.changes,
    vendorClock,
    load: find,
    view,
    reachability: checker.lastReachability,
  })

  /**
   * Stores a key and what GLPI Network says of it in one write. An answer that is not there in time is stored when it comes: the page
   * hears of it by its event stream.
   */
  async function put(
    { replaceUnverified = false, language, expected }: SaveOptions,
    store: (change: KeyChange) => Promise<SavedChange>,
  ): Promise<Registration> {
    let known: Observation | null = null
    const guard = async (replacing: Replacing) => void (known = await replacementGuard(replacing, language))
    const firstAnswer: FirstAnswer = {
      ask: async ({ instance, key }) => {
        const answer = known ?? (await checker.askBeforeSaving(instance, key.key, language))
        return answer === LATE ? null : answer
      },
      record: (transaction, instance, saved, answer) =>
        checker.recordIn(transaction, instance, saved, answer, 'save', language),
    }
    const change = { expected, firstAnswer, ...(!replaceUnverified && { guard }) }
    const { instance, saved, isNew, isVerified } = await store(change)
    if (isNew) wakeScheduler()
    if (isNew) {
      if (!isVerified) checker.checkLater(instance, saved, 'save', language)
      return view({ instance, saved })
    }
    const checked = await checker.checkSoon(instance, saved, 'save', language)
    return checked ? view({ instance, saved: checked }) : load(instance.id)
  }

  return {
    load,
    /** The same, ready to be sent. */
    read: kept.read,
    readKept: kept.readKept,

    glpiPages: async (id: string): Promise<GlpiPages> => {
      await findInstance(instances, id)
      return glpiPagesOf((await parts.readConnection(id)).connection)
    },

    save: async (
      id: string,
      key: string,
      { keepWithoutGlpi = false, ...options }: SaveOptions & { keepWithoutGlpi?: boolean | undefined },
    ): Promise<Registration> => {
      await refuseRealKey(id, key)
      return put(options, async (change) => keyChanges.save(id, await sendableKey(key), { ...change, keepWithoutGlpi }))
    },

    /** @param fingerprint of a former key, which takes the place of the saved one. */
    restore: (id: string, fingerprint: string, options: SaveOptions): Promise<Registration> =>
      put(options, (change) => keyChanges.restore(id, fingerprint, change)),

    remove: async (id: string, expected: Expected) => view(await keyChanges.remove(id, expected)),
    write: async (id: string, expected: Expected) => view(await keyChanges.writeAgain(id, expected)),
    prove: async (id: string, expected: Expected) => view(await keyChanges.prove(id, expected)),

    setPluginsPage: async (id: string, choice: PluginsPageForm['choice'], expected: Expected) =>
      view(await pluginsPage.set(id, choice, expected)),

    /** Asks GLPI Network about a key that is not saved, and stores nothing. */
    check: async (id: string, key: string, language: string): Promise<CheckReply> => {
      const instance = await findInstance(instances, id)
      await refuseRealKey(id, key)
      const sendable = await sendableKey(key)
      const observation = await checker.ask(instance, sendable.key, language)
      const checked = checkView(sendable, observation, language, vendorClock.at(instance.servicesUrl, null))
      return { ...checked, ...(await alsoSavedFor(id, sendable.fingerprint)) }
    },

    /** The page of who has dismissed a warning hides it; here it is noted that they did. */
    dismiss: async (id: string): Promise<void> => historyLines.dismissed(await findInstance(instances, id)),

    refresh: async (id: string, language: string): Promise<Registration> => {
      const wantedAt = now()
      // first, because GLPI's id, version and proxy are part of the question to GLPI Network
      const instance = await inspections.check(id)
      if (!instance) throw unknownInstance()
      return view({ instance, saved: await checker.checkSaved(instance, 'person', language, wantedAt) })
    },
  }
}
export type RegistrationService = ReturnType<typeof createRegistrationService>

import type { registrationApi } from '#contract/api/registration.ts'
import type { Observation } from '#domain/verdict.ts'
import { LATE } from '../checker.ts'
import type { Gateway } from '../gateway.ts'
import type { AfterChange, KeyChange, Replacing } from '../key-changes.ts'
import { checkView, registrationView } from '../registration-view.ts'
import type { Expected } from '../revision.ts'
import type { StoredInstance } from '../store/instances.ts'
import type { StoredRegistration } from '../store/registrations.ts'
import { findInstance } from './find-instance.ts'
import { refuseRealKey } from '../refuse-real-key.ts'
import type { Handlers } from './routes.ts'
import { sendableKey } from '../sendable-key.ts'

type Parts = Pick<
  Gateway,
  | 'checker'
  | 'formerKeys'
  | 'instances'
  | 'keyChanges'
  | 'inspections'
  | 'now'
  | 'registrations'
  | 'replacementGuard'
  | 'scheduler'
  | 'vendorClock'
>

export function registrationHandlers(parts: Parts): Handlers<typeof registrationApi> {
  const { checker, formerKeys, instances, keyChanges, inspections, now } = parts
  const { registrations, replacementGuard, scheduler, vendorClock } = parts

  async function view(instance: StoredInstance, stored: StoredRegistration | null) {
    const time = vendorClock.at(instance.servicesUrl, stored)
    const former = await formerKeys.list(instance.id, now())
    return registrationView(instance, stored, checker.lastReachability(instance.id), time, former)
  }

  const load = async (id: string) => view(await findInstance(instances, id), await registrations.find(id))

  type Put = { id: string; replaceUnverified: boolean; language: string; expected: Expected }

  /** Stores a key, and asks about it no longer than somebody may have to wait: what is not known then is found out later. */
  async function put(
    { id, replaceUnverified, language, expected }: Put,
    store: (change: KeyChange) => Promise<AfterChange>,
  ) {
    let answer: Observation | null = null
    const guard = async (replacing: Replacing) => void (answer = await replacementGuard(replacing, language))
    const { instance, saved, isNew } = await store({ expected, ...(!replaceUnverified && { guard }) })
    if (isNew) scheduler.wake()
    const inspected = (await inspections.checkUnseen(instance)) ? await findInstance(instances, id) : instance
    const checked = await verify(inspected, saved, answer, language)
    return checked ? view(inspected, checked) : load(id)
  }

  /**
   * @param answer what GLPI Network said of the key before it was saved; null where it was not asked.
   * @returns what is known of the key then; null when another one took its place meanwhile.
   */
  async function verify(
    instance: StoredInstance,
    saved: StoredRegistration,
    answer: Observation | null,
    language: string,
  ): Promise<StoredRegistration | null> {
    if (answer === null) return checker.checkSoon(instance, saved, 'save', language)
    if (answer !== LATE) return checker.recordAnswer(instance, saved, answer, language, 'save')
    checker.checkLater(instance, saved, 'save', language)
    return saved
  }

  return {
    get: ({ id }) => load(id),
    save: async ({ id, body, language, expected }) => {
      const { key, replaceUnverified = false, keepWithoutGlpi = false } = body
      refuseRealKey(id, key)
      return put({ id, replaceUnverified, language, expected }, (change) =>
        keyChanges.save(id, sendableKey(key), { ...change, keepWithoutGlpi }),
      )
    },
    remove: async ({ id, expected }) => {
      await keyChanges.remove(id, expected)
      return load(id)
    },
    restore: async ({ id, body, language, expected }) => {
      const { fingerprint, replaceUnverified = false } = body
      return put({ id, replaceUnverified, language, expected }, (change) => keyChanges.restore(id, fingerprint, change))
    },
    write: async ({ id, expected }) => {
      await keyChanges.writeAgain(id, expected)
      return load(id)
    },
    prove: async ({ id, expected }) => {
      await keyChanges.prove(id, expected)
      return load(id)
    },
    check: async ({ id, body, language }) => {
      const instance = await findInstance(instances, id)
      refuseRealKey(id, body.key)
      const sendable = sendableKey(body.key)
      const observation = await checker.ask(instance, sendable.key, language)
      return checkView(sendable, observation, language, vendorClock.at(instance.servicesUrl, null))
    },
    refresh: async ({ id, language }) => {
      const instance = await findInstance(instances, id)
      // before the question: GLPI's id, version and proxy are a part of it
      if (instance.glpi && !(await inspections.checkUnseen(instance))) await inspections.check(id)
      const inspected = instance.glpi ? await findInstance(instances, id) : instance
      await checker.checkSaved(inspected, 'person', language)
      return view(inspected, await registrations.find(id))
    },
  }
}

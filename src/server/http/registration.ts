import type { registrationApi } from '#contract/api/registration.ts'
import type { Observation } from '#domain/verdict.ts'
import { LATE } from '../checker.ts'
import type { Gateway } from '../gateway.ts'
import type { KeyChange, Replacing } from '../key-changes.ts'
import { checkView, registrationView } from '../registration-view.ts'
import type { Expected } from '../revision.ts'
import type { StoredInstance } from '../store/instances.ts'
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
  | 'looks'
  | 'now'
  | 'registrations'
  | 'replacementGuard'
  | 'scheduler'
  | 'vendorClock'
>

export function registrationHandlers(parts: Parts): Handlers<typeof registrationApi> {
  const { checker, formerKeys, instances, keyChanges, looks, now } = parts
  const { registrations, replacementGuard, scheduler, vendorClock } = parts

  async function view(id: string) {
    const instance = await findInstance(instances, id)
    const stored = await registrations.find(id)
    const time = vendorClock.at(instance.servicesUrl, stored)
    const former = await formerKeys.list(id, now())
    return registrationView(instance, stored, checker.reachOf(id), time, former)
  }

  type Put = { id: string; replaceUnverified: boolean; language: string; expected: Expected }

  /** Stores a key, and asks about it no longer than somebody may have to wait: what is not known then is found out later. */
  async function put(
    { id, replaceUnverified, language, expected }: Put,
    store: (change: KeyChange) => Promise<boolean>,
  ) {
    let heard: Observation | null = null
    const guard = async (replacing: Replacing) => void (heard = await replacementGuard(replacing, language))
    const isNew = await store({ expected, ...(!replaceUnverified && { guard }) })
    if (isNew) scheduler.wake()
    await looks.checkUnseen(id)
    await verify(await findInstance(instances, id), heard, language)
    return view(id)
  }

  /** @param heard what GLPI Network said of the key before it was saved; null where it was not asked. */
  async function verify(instance: StoredInstance, heard: Observation | null, language: string): Promise<void> {
    if (heard === null) return checker.checkSavedSoon(instance, 'save', language)
    if (heard === LATE) return checker.checkSavedLater(instance, 'save', language)
    const stored = await registrations.find(instance.id)
    if (stored) await checker.adopt(instance, stored, heard, language, 'save')
  }

  return {
    get: ({ id }) => view(id),
    save: async ({ id, body, language, expected }) => {
      await findInstance(instances, id)
      const { key, replaceUnverified = false, keepWithoutGlpi = false } = body
      refuseRealKey(id, key)
      return put({ id, replaceUnverified, language, expected }, (change) =>
        keyChanges.save(id, sendableKey(key), { ...change, keepWithoutGlpi }),
      )
    },
    remove: async ({ id, expected }) => {
      await keyChanges.remove(id, expected)
      return view(id)
    },
    restore: async ({ id, body, language, expected }) => {
      const { fingerprint, replaceUnverified = false } = body
      return put({ id, replaceUnverified, language, expected }, (change) => keyChanges.restore(id, fingerprint, change))
    },
    write: async ({ id, expected }) => {
      await keyChanges.writeAgain(id, expected)
      return view(id)
    },
    prove: async ({ id, expected }) => {
      await keyChanges.prove(id, expected)
      return view(id)
    },
    check: async ({ id, body, language }) => {
      const instance = await findInstance(instances, id)
      refuseRealKey(id, body.key)
      const sendable = sendableKey(body.key)
      const observation = await checker.ask(instance, sendable.key, language)
      return checkView(sendable, observation, language, vendorClock.at(instance.servicesUrl, null))
    },
    refresh: async ({ id, language }) => {
      // before the question: GLPI's id, version and proxy are a part of it
      if (!(await looks.checkUnseen(id))) await looks.check(id)
      await checker.checkSaved(await findInstance(instances, id), 'person', language)
      return view(id)
    },
  }
}

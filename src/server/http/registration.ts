import { Hono, type Context } from 'hono'
import { KeyForm, RestoreForm, SaveForm } from '#contract/panel.ts'
import type { Observation } from '#domain/verdict.ts'
import { LATE } from '../checker.ts'
import type { Gateway } from '../gateway.ts'
import type { KeyChange, Replacing } from '../key-changes.ts'
import { checkView, registrationView } from '../registration-view.ts'
import type { StoredInstance } from '../store/instances.ts'
import { readBody } from './body.ts'
import { findInstance } from './find-instance.ts'
import { answerWithTag, expectedBy } from './if-match.ts'
import { languageOf } from './language.ts'
import { refuseRealKey } from './refuse-real-key.ts'
import { sendableKey } from './sendable-key.ts'

/** Routes below `instances/{id}/registration`. */
export function registrationRoutes(gateway: Gateway): Hono {
  const { checker, keyChanges, looks, replacementGuard, registrations, scheduler } = gateway

  const answer = async (c: Context) => answerWithTag(c, await view(gateway, await findInstance(c, gateway)))

  /** Stores a key, and asks about it no longer than somebody may have to wait: what is not known then is found out later. */
  async function put(
    c: Context,
    id: string,
    replaceUnverified: boolean,
    store: (change: KeyChange) => Promise<boolean>,
  ): Promise<Response> {
    const language = languageOf(c)
    let heard: Observation | null = null
    const guard = async (replacing: Replacing) => void (heard = await replacementGuard(replacing, language))
    const isNew = await store({ expected: expectedBy(c), ...(!replaceUnverified && { guard }) })
    if (isNew) scheduler.wake()
    await looks.checkUnseen(id)
    await verify(await findInstance(c, gateway), heard, language)
    return answer(c)
  }

  /** @param heard what GLPI Network said of the key before it was saved; null where it was not asked. */
  async function verify(instance: StoredInstance, heard: Observation | null, language: string): Promise<void> {
    if (heard === null) return checker.checkSavedSoon(instance, 'save', language)
    if (heard === LATE) return checker.checkSavedLater(instance, 'save', language)
    const stored = await registrations.find(instance.id)
    if (stored) await checker.adopt(instance, stored, heard, language, 'save')
  }

  return new Hono()
    .get('/', answer)
    .put('/', async (c) => {
      const { id } = await findInstance(c, gateway)
      const { key, replaceUnverified = false, keepWithoutGlpi = false } = await readBody(c, SaveForm)
      refuseRealKey(id, key)
      return put(c, id, replaceUnverified, (change) =>
        keyChanges.save(id, sendableKey(key), { ...change, keepWithoutGlpi }),
      )
    })
    .delete('/', async (c) => {
      await keyChanges.remove((await findInstance(c, gateway)).id, expectedBy(c))
      return answer(c)
    })
    .post('/restore', async (c) => {
      const { id } = await findInstance(c, gateway)
      const { fingerprint, replaceUnverified = false } = await readBody(c, RestoreForm)
      return put(c, id, replaceUnverified, (change) => keyChanges.restore(id, fingerprint, change))
    })
    .post('/write', async (c) => {
      const { id } = await findInstance(c, gateway)
      await keyChanges.writeAgain(id, expectedBy(c))
      return answer(c)
    })
    .post('/prove', async (c) => {
      const { id } = await findInstance(c, gateway)
      await keyChanges.prove(id, expectedBy(c))
      return answer(c)
    })
    .post('/check', async (c) => c.json(await dryRun(c, gateway)))
    .post('/refresh', async (c) => {
      const { id } = await findInstance(c, gateway)
      // before the question: GLPI's id, version and proxy are a part of it
      if (!(await looks.checkUnseen(id))) await looks.check(id)
      await checker.checkSaved(await findInstance(c, gateway), 'person', languageOf(c))
      return answer(c)
    })
}

async function view({ registrations, formerKeys, checker, vendorClock, now }: Gateway, instance: StoredInstance) {
  const stored = await registrations.find(instance.id)
  const time = vendorClock.at(instance.servicesUrl, stored)
  const former = await formerKeys.list(instance.id, now())
  return registrationView(instance, stored, checker.reachOf(instance.id), time, former)
}

async function dryRun(c: Context, gateway: Gateway) {
  const instance = await findInstance(c, gateway)
  const { key } = await readBody(c, KeyForm)
  refuseRealKey(instance.id, key)
  const sendable = sendableKey(key)
  const language = languageOf(c)
  const observation = await gateway.checker.ask(instance, sendable.key, language)
  return checkView(sendable, observation, language, gateway.vendorClock.at(instance.servicesUrl, null))
}

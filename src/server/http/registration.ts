import { Hono, type Context } from 'hono'
import { KeyForm } from '#contract/panel.ts'
import type { Gateway } from '../gateway.ts'
import { checkView, registrationView } from '../registration-view.ts'
import type { StoredInstance } from '../store/instances.ts'
import { readBody } from './body.ts'
import { findInstance } from './find-instance.ts'
import { languageOf } from './language.ts'
import { refuseRealKey } from './refuse-real-key.ts'
import { sendableKey } from './sendable-key.ts'

/** Routes below `instances/{id}/registration`. */
export function registrationRoutes(gateway: Gateway): Hono {
  const { checker, keyChanges, looks, scheduler } = gateway

  async function checkedView(c: Context, id: string, by: 'save' | 'person') {
    const hasLooked = await looks.checkUnseen(id)
    const checked = checker.checkSaved(await findInstance(c, gateway), by, languageOf(c))
    // after a write the GLPI has just been looked at
    await Promise.all(by === 'save' || hasLooked ? [checked] : [checked, looks.check(id)])
    return view(gateway, await findInstance(c, gateway))
  }

  return new Hono()
    .get('/', async (c) => c.json(await view(gateway, await findInstance(c, gateway))))
    .put('/', async (c) => {
      const { id } = await findInstance(c, gateway)
      const { key, keepWithoutGlpi = false } = await readBody(c, KeyForm)
      refuseRealKey(id, key)
      if (await keyChanges.save(id, sendableKey(key), keepWithoutGlpi)) scheduler.wake()
      return c.json(await checkedView(c, id, 'save'))
    })
    .delete('/', async (c) => {
      const { id } = await findInstance(c, gateway)
      await keyChanges.remove(id)
      return c.json(await view(gateway, await findInstance(c, gateway)))
    })
    .post('/write', async (c) => {
      const { id } = await findInstance(c, gateway)
      await keyChanges.writeAgain(id)
      // what stood in the way may be gone too
      await looks.check(id)
      return c.json(await view(gateway, await findInstance(c, gateway)))
    })
    .post('/check', async (c) => c.json(await dryRun(c, gateway)))
    .post('/refresh', async (c) => c.json(await checkedView(c, (await findInstance(c, gateway)).id, 'person')))
}

async function view({ registrations, checker, vendorClock }: Gateway, instance: StoredInstance) {
  const stored = await registrations.find(instance.id)
  const time = vendorClock.at(instance.servicesUrl, stored)
  return registrationView(instance, stored, checker.reachOf(instance.id), time)
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

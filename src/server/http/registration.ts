import { Hono, type Context } from 'hono'
import { KeyForm } from '#contract/panel.ts'
import { checkView, registrationView } from '../registration-view.ts'
import type { Gateway } from '../gateway.ts'
import { recordEvent } from '../store/history.ts'
import type { StoredInstance } from '../store/instances.ts'
import { registrationStore, type StoredRegistration } from '../store/registrations.ts'
import { readBody } from './body.ts'
import { languageOf } from './language.ts'
import { findInstance } from './find-instance.ts'
import { sendableKey, type SendableKey } from './sendable-key.ts'

/** Routes below `instances/{id}/registration`. */
export function registrationRoutes(gateway: Gateway): Hono {
  const { registrations, checker, scheduler, vendorClock } = gateway

  async function view(instance: StoredInstance) {
    const stored = await registrations.find(instance.id)
    const time = vendorClock.at(instance.servicesUrl, stored)
    return registrationView(instance.id, stored, checker.reachOf(instance.id), time)
  }

  async function save(instance: StoredInstance, key: SendableKey): Promise<void> {
    const before = await registrations.find(instance.id)
    // the same key again is not a change: what is known of it stays known
    if (before?.fingerprint === key.fingerprint) return
    await storeKey(gateway, instance, key, before)
    scheduler.wake()
  }

  return new Hono()
    .get('/', async (c) => c.json(await view(await findInstance(c, gateway))))
    .put('/', async (c) => {
      const instance = await findInstance(c, gateway)
      const { key } = await readBody(c, KeyForm)
      await save(instance, sendableKey(key))
      await checker.checkSaved(instance, 'save', languageOf(c))
      return c.json(await view(instance))
    })
    .delete('/', async (c) => {
      const instance = await findInstance(c, gateway)
      await removeKey(gateway, instance)
      return c.json(await view(instance))
    })
    .post('/check', async (c) => c.json(await dryRun(c, gateway)))
    .post('/refresh', async (c) => {
      const instance = await findInstance(c, gateway)
      await checker.checkSaved(instance, 'person', languageOf(c))
      return c.json(await view(instance))
    })
}

async function dryRun(c: Context, gateway: Gateway) {
  const instance = await findInstance(c, gateway)
  const { key } = await readBody(c, KeyForm)
  const sendable = sendableKey(key)
  const language = languageOf(c)
  const observation = await gateway.checker.ask(instance, sendable.key, language)
  return checkView(sendable, observation, language, gateway.vendorClock.at(instance.servicesUrl, null))
}

async function storeKey(
  { store, vault, now }: Gateway,
  instance: StoredInstance,
  key: SendableKey,
  before: StoredRegistration | null,
) {
  const saved = {
    sealedKey: vault.seal(key.key, instance.id),
    fingerprint: key.fingerprint,
    keyLength: key.key.length,
    finding: key.finding,
  }
  await store.transaction().execute(async (transaction) => {
    await registrationStore(transaction).save(instance.id, saved, now())
    const event = before === null ? 'saved' : 'replaced'
    const blank = { state: 'pending', verdict: 'not-asked', cause: null } as const
    await recordEvent(transaction, instance.id, { event, fingerprint: key.fingerprint, ...blank }, now())
  })
}

async function removeKey({ store, registrations, now }: Gateway, instance: StoredInstance) {
  const before = await registrations.find(instance.id)
  await store.transaction().execute(async (transaction) => {
    if (!(await registrationStore(transaction).remove(instance.id))) return
    const gone = { state: 'none', verdict: 'not-asked', cause: null } as const
    await recordEvent(
      transaction,
      instance.id,
      { event: 'removed', fingerprint: before?.fingerprint ?? null, ...gone },
      now(),
    )
  })
}

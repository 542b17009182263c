import { Hono } from 'hono'
import { InstanceForm, type Instance } from '#contract/panel.ts'
import type { Gateway } from '../gateway.ts'
import { registrationView } from '../registration-view.ts'
import { readHistory } from '../store/history.ts'
import { SANDBOX_ID, type StoredInstance } from '../store/instances.ts'
import { readBody } from './body.ts'
import { diagnosisRoutes } from './diagnosis.ts'
import { findInstance } from './find-instance.ts'
import { Refusal } from './refusal.ts'
import { registrationRoutes } from './registration.ts'
import { reportRoutes } from './report.ts'

export function instanceRoutes(gateway: Gateway): Hono {
  const { instances, store, sandbox, servicesUrl } = gateway
  return new Hono()
    .get('/', async (c) => {
      const shown = (await instances.list()).filter((instance) => instance.id !== SANDBOX_ID || sandbox)
      return c.json({ instances: await Promise.all(shown.map((instance) => instanceView(gateway, instance))) })
    })
    .post('/', async (c) => {
      const form = await readBody(c, InstanceForm)
      const added = { id: form.id, name: form.name, servicesUrl: (form.servicesUrl ?? servicesUrl).replace(/\/+$/, '') }
      if (added.id === SANDBOX_ID || !(await instances.add(added))) {
        throw new Refusal('instance-exists', 'Another instance has this id.')
      }
      return c.json(await instanceView(gateway, { ...added, uid: '' }), 201)
    })
    .get('/:id', async (c) => c.json(await instanceView(gateway, await findInstance(c, gateway))))
    .delete('/:id', async (c) => {
      const { id } = await findInstance(c, gateway)
      if (id === SANDBOX_ID)
        throw new Refusal('instance-built-in', 'The sandbox is built in: switch it off with LATCHKEY_SANDBOX=off.')
      await instances.remove(id)
      return c.body(null, 204)
    })
    .get('/:id/history', async (c) =>
      c.json({ entries: await readHistory(store, (await findInstance(c, gateway)).id) }),
    )
    .route('/:id/registration', registrationRoutes(gateway))
    .route('/:id/diagnosis', diagnosisRoutes(gateway))
    .route('/:id/report', reportRoutes(gateway))
}

async function instanceView({ registrations, vendorClock }: Gateway, instance: StoredInstance): Promise<Instance> {
  const stored = await registrations.find(instance.id)
  const time = vendorClock.at(instance.servicesUrl, stored)
  const { state, expiry, freshness, vendor } = registrationView(instance.id, stored, null, time)
  return {
    id: instance.id,
    name: instance.name,
    servicesUrl: instance.servicesUrl,
    sandbox: instance.id === SANDBOX_ID,
    state,
    daysLeft: expiry?.daysLeft ?? null,
    checkedAt: freshness.checkedAt,
    cause: vendor.cause,
    storage: 'none',
    glpi: null,
  }
}

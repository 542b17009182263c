import { Hono } from 'hono'
import { InstanceForm } from '#contract/panel.ts'
import type { Gateway } from '../gateway.ts'
import { instanceView } from '../instance-view.ts'
import { readHistory } from '../store/history.ts'
import { SANDBOX_ID, type StoredInstance } from '../store/instances.ts'
import { readOverview } from '../store/overview.ts'
import { readBody } from './body.ts'
import { diagnosisRoutes } from './diagnosis.ts'
import { findInstance } from './find-instance.ts'
import { Refusal } from './refusal.ts'
import { registrationRoutes } from './registration.ts'
import { reportRoutes } from './report.ts'
import { settingsRoutes } from './settings.ts'
import { refuseForbidden } from './typed-addresses.ts'

export function instanceRoutes(gateway: Gateway): Hono {
  const { instances, exclusive, settingsChanges, scheduler, store, sandbox, vendorClock } = gateway
  return new Hono()
    .get('/', async (c) => {
      const rows = (await readOverview(store)).filter(({ instance }) => instance.id !== SANDBOX_ID || sandbox)
      return c.json({
        instances: rows.map(({ instance, known }) =>
          instanceView(instance, known, vendorClock.at(instance.servicesUrl, known)),
        ),
      })
    })
    .post('/', async (c) => {
      const form = await readBody(c, InstanceForm)
      refuseForbidden(form)
      if (form.id === SANDBOX_ID || !(await settingsChanges.add(form)))
        throw new Refusal('instance-exists', 'Another instance has this id.')
      scheduler.wake()
      return c.json(await view(gateway, await findAdded(gateway, form.id)), 201)
    })
    .get('/:id', async (c) => c.json(await view(gateway, await findInstance(c, gateway))))
    .delete('/:id', async (c) => {
      const { id } = await findInstance(c, gateway)
      if (id === SANDBOX_ID)
        throw new Refusal('instance-built-in', 'The sandbox is built in: switch it off with LATCHKEY_SANDBOX=off.')
      await exclusive.run(id, () => instances.remove(id))
      return c.body(null, 204)
    })
    .get('/:id/history', async (c) =>
      c.json({ entries: await readHistory(store, (await findInstance(c, gateway)).id) }),
    )
    .route('/:id/registration', registrationRoutes(gateway))
    .route('/:id/settings', settingsRoutes(gateway))
    .route('/:id/diagnosis', diagnosisRoutes(gateway))
    .route('/:id/report', reportRoutes(gateway))
}

async function view({ registrations, vendorClock }: Gateway, instance: StoredInstance) {
  const stored = await registrations.find(instance.id)
  return instanceView(instance, stored, vendorClock.at(instance.servicesUrl, stored))
}

async function findAdded({ instances }: Gateway, id: string): Promise<StoredInstance> {
  const added = await instances.find(id)
  if (!added) throw new Refusal('instance-unknown', 'Somebody has just removed this instance.')
  return added
}

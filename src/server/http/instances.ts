import { Hono } from 'hono'
import { InstanceForm } from '#contract/instance-settings.ts'
import type { Gateway } from '../gateway.ts'
import { instanceView } from '../instance-view.ts'
import { readHistory } from '../store/history.ts'
import { SANDBOX_ID } from '../store/instances.ts'
import { findInOverview, readOverview, type OverviewRow } from '../store/overview.ts'
import { readBody } from './body.ts'
import { expectedBy } from './if-match.ts'
import { diagnosisRoutes } from './diagnosis.ts'
import { findInstance } from './find-instance.ts'
import { ProblemError } from './refusal.ts'
import { registrationRoutes } from './registration.ts'
import { reportRoutes } from './report.ts'
import { settingsRoutes } from './settings.ts'
import { refuseForbidden } from './typed-addresses.ts'

export function instanceRoutes(gateway: Gateway): Hono {
  const { settingsChanges, scheduler, store, sandbox } = gateway
  return new Hono()
    .get('/', async (c) => {
      const rows = (await readOverview(store)).filter(({ id }) => id !== SANDBOX_ID || sandbox)
      return c.json({ instances: rows.map((row) => viewOf(gateway, row)) })
    })
    .post('/', async (c) => {
      const form = await readBody(c, InstanceForm)
      refuseForbidden(form)
      if (form.id === SANDBOX_ID || !(await settingsChanges.add(form)))
        throw new ProblemError('instance-exists', 'Another instance has this id.')
      scheduler.wake()
      return c.json(await view(gateway, form.id), 201)
    })
    .get('/:id', async (c) => c.json(await view(gateway, (await findInstance(c, gateway)).id)))
    .delete('/:id', async (c) => {
      const { id } = await findInstance(c, gateway)
      if (id === SANDBOX_ID)
        throw new ProblemError('instance-built-in', 'The sandbox is built in: switch it off with LATCHKEY_SANDBOX=off.')
      await settingsChanges.remove(id, expectedBy(c))
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

const viewOf = ({ vendorClock }: Gateway, row: OverviewRow) =>
  instanceView(row, vendorClock.at(row.servicesUrl, row.known))

async function view(gateway: Gateway, id: string) {
  const row = await findInOverview(gateway.store, id)
  if (!row) throw new ProblemError('instance-unknown', 'Somebody has just removed this instance.')
  return viewOf(gateway, row)
}

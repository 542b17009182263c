import { Hono, type Context } from 'hono'
import { ConnectionTestForm, SettingsForm, type InstanceSettings } from '#contract/instance-settings.ts'
import type { Gateway } from '../gateway.ts'
import { testConnection } from '../glpi/connection-test.ts'
import { settingsView } from '../glpi/settings-view.ts'
import { settingsRevision } from '../revision.ts'
import { SANDBOX_ID, type StoredInstance } from '../store/instances.ts'
import { readBody } from './body.ts'
import { findInstance } from './find-instance.ts'
import { answerWithTag, expectedBy } from './if-match.ts'
import { answerLines } from './lines.ts'
import { ProblemError } from './refusal.ts'
import { refuseForbidden } from './typed-addresses.ts'

/** Routes below `instances/{id}/settings`. */
export function settingsRoutes(gateway: Gateway): Hono {
  const { glpis, settingsChanges, scheduler, registrations } = gateway

  const view = async (instance: StoredInstance): Promise<InstanceSettings> => ({
    ...settingsView(instance, await glpis.connectionOf(instance.id), gateway.consoleAllowed),
    revision: settingsRevision(instance),
  })

  return new Hono()
    .get('/', async (c) => answerWithTag(c, await view(await findInstance(c, gateway))))
    .put('/', async (c) => {
      const { id } = await findInstance(c, gateway)
      const form = await readBody(c, SettingsForm)
      if (id === SANDBOX_ID)
        throw new ProblemError('instance-built-in', 'The sandbox is built in, and has no settings to change.')
      refuseForbidden(form)
      await settingsChanges.change(id, form, expectedBy(c))
      scheduler.wake()
      return answerWithTag(c, await view(await findInstance(c, gateway)))
    })
    .post('/test', async (c) => {
      const instance = await findInstance(c, gateway)
      const ours = await registrations.find(instance.id)
      return testOf(c, gateway, { instance, ours })
    })
}

/** `connection-test`: for an instance that is not there yet. */
export const connectionTestRoute = (gateway: Gateway): Hono =>
  new Hono().post('/', (c) => testOf(c, gateway, { instance: null, ours: null }))

type Whose = Pick<Parameters<typeof testConnection>[1], 'instance' | 'ours'>

async function testOf(c: Context, gateway: Gateway, { instance, ours }: Whose): Promise<Response> {
  const { glpis, settingsChanges } = gateway
  const form = await readBody(c, ConnectionTestForm)
  refuseForbidden(form)
  const stored = instance && (await glpis.connectionOf(instance.id))
  const connection = settingsChanges.completed(form.connection, stored)
  const servicesUrl = form.servicesUrl ?? instance?.servicesUrl ?? gateway.servicesUrl
  return answerLines(c, testConnection(gateway, { connection, servicesUrl, instance, ours }, c.req.raw.signal))
}

import { connectionView } from '#contract/connection-secrets.ts'
import type { Connection } from '#contract/connection.ts'
import type { InstanceSettings } from '#contract/instance-settings.ts'
import type { StoredInstance } from '../store/instances.ts'

export const settingsView = (
  { id, name, servicesUrl, uid, glpiVersion }: StoredInstance,
  connection: Connection | null,
  consoleAllowed: boolean,
): Omit<InstanceSettings, 'revision'> => ({
  id,
  name,
  servicesUrl,
  uid,
  glpiVersion,
  connection: connection && connectionView(connection),
  consoleAllowed,
})

import { connectionView } from '#contract/connection-secrets.ts'
import type { Connection } from '#contract/connection.ts'
import type { InstanceSettings } from '#contract/instance-settings.ts'
import { settingsRevision } from '../revision.ts'
import type { StoredInstance } from '../store/instances.ts'

export function settingsView(
  instance: StoredInstance,
  connection: Connection | null,
  consoleAllowed: boolean,
): InstanceSettings {
  const { id, name, servicesUrl, uid, glpiVersion } = instance
  return {
    id,
    revision: settingsRevision(instance),
    name,
    servicesUrl,
    uid,
    glpiVersion,
    connection: connection && connectionView(connection),
    consoleAllowed,
  }
}

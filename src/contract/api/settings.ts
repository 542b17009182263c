import { ConnectionTestForm, ConnectionTestLine, InstanceSettings, SettingsForm } from '../instance-settings.ts'
import { LEAST_ROLE } from '../roles.ts'
import type { RouteGroup } from './route.ts'

const PATH = '/api/instances/:id/settings'

/** The name of an instance, its addresses and its connection. */
export const settingsApi = {
  get: {
    method: 'GET',
    path: PATH,
    role: 'viewer',
    summary: 'Its name, its addresses and its GLPI',
    reply: InstanceSettings,
  },
  change: {
    method: 'PUT',
    path: PATH,
    role: LEAST_ROLE.administer,
    summary: 'Change them; of secrets, those that are given',
    body: SettingsForm,
    reply: InstanceSettings,
    isConditional: true,
    problems: ['instance-built-in', 'address-refused', 'console-not-allowed'],
  },
  test: {
    method: 'POST',
    path: `${PATH}/test`,
    role: LEAST_ROLE.administer,
    summary: 'Try a connection to its GLPI, with the stored secrets where none are given; nothing is stored',
    body: ConnectionTestForm,
    line: ConnectionTestLine,
    problems: ['address-refused', 'console-not-allowed'],
    asksOthers: true,
  },
} as const satisfies RouteGroup

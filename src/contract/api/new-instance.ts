import { ConnectionTestForm, ConnectionTestLine, InstanceForm } from '../instance-settings.ts'
import { Instance } from '../panel.ts'
import { LEAST_ROLE } from '../roles.ts'
import type { RouteGroup } from './route.ts'

/** Adding an instance, and trying its connection beforehand. */
export const newInstanceApi = {
  add: {
    method: 'POST',
    path: '/api/instances',
    role: LEAST_ROLE.administer,
    summary: 'Add an instance',
    body: InstanceForm,
    reply: Instance,
    status: 201,
    problems: ['instance-exists', 'address-refused', 'console-not-allowed', 'instance-unknown'],
  },
  testConnection: {
    method: 'POST',
    path: '/api/connection-test',
    role: LEAST_ROLE.administer,
    summary: 'Try a connection to a GLPI; nothing is stored',
    body: ConnectionTestForm,
    line: ConnectionTestLine,
    problems: ['address-refused', 'console-not-allowed'],
    asksOthers: true,
  },
} as const satisfies RouteGroup

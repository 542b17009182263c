import { FirstInstances, Instance, Instances } from '../panel.ts'
import { LEAST_ROLE } from '../roles.ts'
import type { RouteGroup } from './route.ts'

/** The list, and each entry of it. */
export const instancesApi = {
  list: {
    method: 'GET',
    path: '/api/instances',
    role: 'viewer',
    summary: 'All instances, or what was changed of them',
    query: { since: '`since` of an earlier reply: only what was changed after it.' },
    reply: Instances,
  },
  first: {
    method: 'GET',
    path: '/api/first-instances',
    role: 'viewer',
    summary: 'How many instances there are, and the first of them; all of them where they are few',
    reply: FirstInstances,
  },
  get: { method: 'GET', path: '/api/instances/:id', role: 'viewer', summary: 'One instance', reply: Instance },
  remove: {
    method: 'DELETE',
    path: '/api/instances/:id',
    role: LEAST_ROLE.administer,
    summary:
      'Remove an instance with its key, its former keys and its history; `If-Match` takes the tag of its settings',
    reply: null,
    isConditional: true,
    problems: ['instance-built-in'],
  },
} as const satisfies RouteGroup

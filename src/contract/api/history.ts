import { History } from '../history.ts'
import type { RouteGroup } from './route.ts'

/** What became of the keys of one instance. */
export const historyApi = {
  list: {
    method: 'GET',
    path: '/api/instances/:id/history',
    role: 'viewer',
    summary: 'Verdicts and changes, newest first',
    reply: History,
  },
} as const satisfies RouteGroup

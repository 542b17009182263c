import { PageEvent } from '../page-events.ts'
import type { RouteGroup } from './route.ts'

/** Changes, sent to every open page as they happen. */
export const eventsApi = {
  follow: {
    method: 'GET',
    path: '/api/events',
    role: 'viewer',
    summary: 'What changes, as server-sent events; after a gap, read again what you show',
    event: PageEvent,
    problems: ['too-many-streams'],
  },
} as const satisfies RouteGroup

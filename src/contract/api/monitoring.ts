import type { RouteGroup } from './route.ts'

/** What other programs read, with a read-only token that "latchkey token create" makes. */
export const monitoringApi = {
  metrics: {
    method: 'GET',
    path: '/api/metrics',
    role: 'viewer',
    summary:
      'Days left, state and last check of every instance, for Prometheus; also with a read-only token as `Bearer`',
    text: 'text/plain',
    token: 'header',
  },
  calendar: {
    method: 'GET',
    path: '/api/calendar.ics',
    role: 'viewer',
    summary: 'The end of each subscription, for a calendar program; also with a read-only token in the address',
    query: { lang: 'Its language, for programs that name none.' },
    text: 'text/calendar',
    token: 'address',
  },
} as const satisfies RouteGroup

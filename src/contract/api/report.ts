import { Report } from '../report.ts'
import type { RouteGroup } from './route.ts'

/** What support is sent. */
export const reportApi = {
  get: {
    method: 'GET',
    path: '/api/instances/:id/report',
    role: 'viewer',
    summary: 'The support report, as a file',
    query: { format: '`markdown`: the same for a person.' },
    reply: Report,
    text: 'text/markdown',
  },
} as const satisfies RouteGroup

import { Marketplace } from '../marketplace.ts'
import type { RouteGroup } from './route.ts'

/** The plugins that GLPI Network offers to one instance. */
export const marketplaceApi = {
  get: {
    method: 'GET',
    path: '/api/instances/:id/marketplace',
    role: 'viewer',
    summary: 'The catalogue, and where each plugin stands for this instance; a cause where GLPI Network gave no answer',
    reply: Marketplace,
    problems: ['any-cause'],
  },
} as const satisfies RouteGroup

import { InstalledPlugins, Marketplace, MarketplaceTags, TaggedPlugins } from '../marketplace.ts'
import type { RouteGroup } from './route.ts'

const PATH = '/api/instances/:id/marketplace'

/** What is remembered of GLPI Network's lists costs nothing; what has to be asked for is within the budget of the sign-in. */
const BUDGETED = ['too-many-checks'] as const

/** The plugins that GLPI Network offers to one instance. */
export const marketplaceApi = {
  get: {
    method: 'GET',
    path: PATH,
    role: 'viewer',
    summary: 'The catalogue, and where each plugin stands for this instance; a cause where GLPI Network gave no answer',
    reply: Marketplace,
    problems: ['any-cause', ...BUDGETED],
  },
  installed: {
    method: 'GET',
    path: `${PATH}/installed`,
    role: 'viewer',
    summary:
      'The plugins that are installed in the GLPI of this instance, as far as a method of its connection shows them',
    reply: InstalledPlugins,
  },
  tags: {
    method: 'GET',
    path: `${PATH}/tags`,
    role: 'viewer',
    summary: 'The tags of its plugins; none without a key that GLPI Network accepts',
    reply: MarketplaceTags,
    problems: BUDGETED,
  },
  tagged: {
    method: 'GET',
    path: `${PATH}/tags/:tag`,
    role: 'viewer',
    summary: 'Which plugins have a tag',
    reply: TaggedPlugins,
    problems: BUDGETED,
  },
} as const satisfies RouteGroup

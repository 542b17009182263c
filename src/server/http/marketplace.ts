import type { marketplaceApi } from '#contract/api/marketplace.ts'
import type { InstalledPlugins } from '#contract/marketplace.ts'
import type { MarketplaceService } from '../marketplace-service.ts'
import type { Handlers } from './routes.ts'

export type MarketplaceServices = {
  marketplaceService: MarketplaceService
  installedPlugins: (id: string) => Promise<InstalledPlugins>
}

export const marketplaceHandlers = ({
  marketplaceService,
  installedPlugins,
}: MarketplaceServices): Handlers<typeof marketplaceApi> => ({
  installed: ({ id }) => installedPlugins(id),
  get: ({ id, language }) => marketplaceService.view(id, language),
  tags: ({ id, language }) => marketplaceService.tags(id, language),
  tagged: ({ id, language, context: c }) => marketplaceService.tagged(id, c.req.param('tag') ?? '', language),
})

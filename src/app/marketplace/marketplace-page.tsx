import '../ui/filter.css'
import './marketplace.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconPuzzle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { GeneralSetup } from '../shell/general-setup.tsx'
import { Badge } from '../ui/badge.tsx'
import { Loading } from '../ui/loading.tsx'
import { CatalogueFailure } from './catalogue-failure.tsx'
import { CatalogueNotes } from './catalogue-notes.tsx'
import { CatalogueView } from './catalogue-view.tsx'
import { marketplaceQuery } from './queries.ts'

/** The plugins of GLPI Network, and where each stands for this instance. */
export function MarketplacePage({ instance }: { instance: string }) {
  const { t } = useLingui()
  const { data: marketplace, error, isFetching, refetch } = useQuery(marketplaceQuery(instance))
  const again = () => void refetch()
  return (
    <GeneralSetup instance={instance} title={t`Marketplace`}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <IconPuzzle size={20} aria-hidden="true" /> <Trans>Marketplace</Trans>
          </h1>
          {marketplace && !marketplace.complete && marketplace.plugins.length > 0 && (
            <Badge tone="warning">
              <Trans>Partial list</Trans>
            </Badge>
          )}
        </header>
        {error && <CatalogueFailure instance={instance} error={error} isBusy={isFetching} onRetry={again} />}
        {!marketplace && !error && <Loading />}
        {marketplace && (
          <CatalogueNotes instance={instance} marketplace={marketplace} isBusy={isFetching} onRetry={again} />
        )}
        {marketplace && marketplace.plugins.length > 0 && (
          <CatalogueView instance={instance} marketplace={marketplace} />
        )}
        {marketplace?.complete && marketplace.plugins.length === 0 && (
          <p className="lk-card-body">
            <Trans>GLPI Network lists no plugins.</Trans>
          </p>
        )}
      </div>
    </GeneralSetup>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { FailureMessage } from '../shared/failure-message.tsx'
import { GeneralSetup } from '../shell/general-setup.tsx'
import { Loading } from '../ui/loading.tsx'
import { HistoryEntries } from '../shared/history-entries.tsx'
import { historyQuery } from './queries.ts'

/** Every verdict and every change of key, newest first. */
export function HistoryPage({ instance }: { instance: string }) {
  const { t } = useLingui()
  const { data: entries, error, refetch } = useQuery(historyQuery(instance))
  return (
    <GeneralSetup instance={instance} title={t`History`}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <Trans>History</Trans>
          </h1>
        </header>
        {error && <FailureMessage error={error} onRetry={() => void refetch()} />}
        {!entries && !error && <Loading />}
        {entries?.length === 0 && (
          <p className="lk-card-body">
            <Trans>Nothing has happened yet. Every save, removal and check will be listed here.</Trans>
          </p>
        )}
        {entries && entries.length > 0 && <HistoryEntries entries={entries} />}
      </div>
    </GeneralSetup>
  )
}

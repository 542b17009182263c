import { Trans, useLingui } from '@lingui/react/macro'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { joinOutcomes } from '#domain/history-bands.ts'
import { Link } from 'wouter'
import { auditPathOf } from '../shared/paths.ts'
import { useMay } from '../shared/queries/session.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { GeneralSetup } from '../shell/general-setup.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { saveFile } from '../ui/save-file.ts'
import { historyCsv } from './history-csv.ts'
import { HistoryView } from './history-view.tsx'
import { historyQuery } from './queries.ts'

/** Every verdict and every change of key: as a picture, and newest first. */
export function HistoryPage({ instance }: { instance: string }) {
  const { t, i18n } = useLingui()
  const mayReadAudit = useMay('readAudit')
  const { data: entries, error, refetch } = useQuery(historyQuery(instance))
  const download = () =>
    saveFile(`latchkey-history-${instance}.csv`, 'text/csv', historyCsv(joinOutcomes(entries ?? []), i18n))
  return (
    <GeneralSetup instance={instance} title={t`History`}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <Trans>History</Trans>
          </h1>
          {mayReadAudit && (
            <Link href={auditPathOf(instance)} className="btn">
              <Trans>Audit of this instance</Trans>
            </Link>
          )}
          {entries && entries.length > 0 && (
            <Button icon={<IconDownload size={18} aria-hidden="true" />} onClick={download}>
              <Trans>Download as CSV</Trans>
            </Button>
          )}
        </header>
        {error && <FailureMessage error={error} onRetry={() => void refetch()} />}
        {!entries && !error && <Loading />}
        {entries?.length === 0 && (
          <p className="lk-card-body">
            <Trans>Nothing has happened yet. Every save, removal and check will be listed here.</Trans>
          </p>
        )}
        {entries && entries.length > 0 && <HistoryView entries={entries} />}
      </div>
    </GeneralSetup>
  )
}

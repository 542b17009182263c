import { Trans, useLingui } from '@lingui/react/macro'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { reportFileName } from '#contract/report-maker.ts'
import { reportMarkdown } from '#contract/report-markdown.ts'
import type { Report } from '#contract/report.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { Button } from '../ui/button.tsx'
import { saveFile } from '../ui/save-file.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Loading } from '../ui/loading.tsx'
import { reportQuery } from './queries.ts'

/** What support staff need to know, to copy into a ticket or to send as a file. */
export function ReportPanel({ instance }: { instance: string }) {
  const { t } = useLingui()
  const { data: report, error, refetch } = useQuery(reportQuery(instance))
  return (
    <section className="lk-report" aria-label={t`Report for support`}>
      <p>
        <Trans>
          It contains the versions, the settings, the verdict in its parts, every step of the last diagnosis, the clocks
          and the history of verdicts.
        </Trans>
      </p>
      <p>
        <Trans>
          It never contains the key, a cookie or token, a proxy’s login, or any name except the one the key is
          registered to.
        </Trans>
      </p>
      {error && <FailureMessage error={error} onRetry={() => void refetch()} />}
      {!report && !error && <Loading />}
      {report?.diagnosis === null && <NoDiagnosis isOlder={report.earlierDiagnosis !== null} />}
      {report && <ReportActions report={report} />}
    </section>
  )
}

/** What a report without a diagnosis lacks is what support staff ask for first. */
const NoDiagnosis = ({ isOlder }: { isOlder: boolean }) => (
  <p>
    <strong>
      {isOlder ? (
        <Trans>
          The last diagnosis is out of date; it is at the end of the report. Run a new one first, so that the report can
          say why.
        </Trans>
      ) : (
        <Trans>No diagnosis has been run yet. Run one first, so that the report can say why.</Trans>
      )}
    </strong>
  </p>
)

function ReportActions({ report }: { report: Report }) {
  const { i18n } = useLingui()
  const name = reportFileName(report)
  const markdown = reportMarkdown(report, (words) => i18n._(words))
  const icon = <IconDownload size={18} aria-hidden="true" />
  return (
    <div className="lk-actions">
      <Button icon={icon} onClick={() => saveFile(`${name}.json`, 'application/json', JSON.stringify(report, null, 2))}>
        <Trans>Download the report (JSON)</Trans>
      </Button>
      <Button icon={icon} onClick={() => saveFile(`${name}.md`, 'text/markdown', markdown)}>
        <Trans>Download for reading (Markdown)</Trans>
      </Button>
      <CopyButton text={markdown}>
        <Trans>Copy as text</Trans>
      </CopyButton>
    </div>
  )
}

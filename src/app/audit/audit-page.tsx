import './audit.css'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { IconDownload, IconShieldCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { FailureMessage } from '../shared/failure-message.tsx'
import { AUDIT_PATH } from '../shared/paths.ts'
import { useMay } from '../shared/queries/session.ts'
import { WhoMay } from '../shared/who-may.tsx'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { Shell } from '../shell/shell.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { AuditRows } from './audit-rows.tsx'
import { auditQuery, downloadOf, filtersIn, searchOf, type Filters } from './query.ts'

/** Who did what, and what was refused to whom. */
export function AuditPage() {
  const { t } = useLingui()
  const mayRead = useMay('readAudit')
  const search = useSearch()
  return (
    <Shell title={t`Audit`} breadcrumb={<Breadcrumb trail={[]} here={<Trans>Audit</Trans>} />}>
      {mayRead ? (
        // keyed: another choice begins with the latest rows
        <Audit key={search} filters={filtersIn(search)} />
      ) : (
        <section className="lk-card" aria-labelledby="audit">
          <header className="lk-card-head">
            <AuditHeading />
            <WhoMay capability="readAudit" />
          </header>
        </section>
      )}
    </Shell>
  )
}

const AuditHeading = () => (
  <h1 id="audit">
    <IconShieldCheck size={20} aria-hidden="true" /> <Trans>Audit</Trans>
  </h1>
)

function Audit({ filters }: { filters: Filters }) {
  const [, navigate] = useLocation()
  /** Where the pages before this one ended, the latest last. */
  const [places, setPlaces] = useState<readonly string[]>([])
  const { data, error, refetch, isPlaceholderData } = useQuery(auditQuery(filters, places.at(-1) ?? null))
  const choose = (chosen: Filters) => navigate(`${AUDIT_PATH}${searchOf(chosen)}`)
  const next = data?.next ?? null
  return (
    <section className="lk-card" aria-labelledby="audit">
      <header className="lk-card-head">
        <AuditHeading />
        <span className="lk-audit-downloads">
          <Download kind="csv" filters={filters} name={<Trans>Download as CSV</Trans>} />
          <Download kind="lines" filters={filters} name={<Trans>Download as JSON Lines</Trans>} />
        </span>
      </header>
      <AuditFilters filters={filters} onChoose={choose} />
      {error && <FailureMessage error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.rows.length === 0 && (
        <p className="lk-card-body">
          <Trans>No rows match.</Trans>
        </p>
      )}
      {data && data.rows.length > 0 && (
        <AuditRows rows={data.rows} onChoose={(more) => choose({ ...filters, ...more })} />
      )}
      {data && (
        <footer className="lk-actions lk-actions-bar">
          <span className="text-secondary">
            {data.keptDays === null ? (
              <Trans>Nothing is removed from the audit.</Trans>
            ) : (
              <Plural
                value={data.keptDays}
                one="Rows are removed after # day."
                other="Rows are removed after # days."
              />
            )}
          </span>
          <span className="lk-spring" />
          {places.length > 0 && (
            <Button onClick={() => setPlaces(places.slice(0, -1))}>
              <Trans>Newer</Trans>
            </Button>
          )}
          {next !== null && (
            // what is shown until the next page is there names a place that is already noted
            <Button busy={isPlaceholderData} onClick={() => setPlaces([...places, next])}>
              <Trans>Older</Trans>
            </Button>
          )}
        </footer>
      )}
    </section>
  )
}

type DownloadProps = { kind: 'csv' | 'lines'; filters: Filters; name: React.ReactNode }

const Download = ({ kind, filters, name }: DownloadProps) => (
  <a className="btn" href={downloadOf(kind, filters)} download>
    <IconDownload size={18} aria-hidden="true" /> {name}
  </a>
)

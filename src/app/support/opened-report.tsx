import { Trans, useLingui } from '@lingui/react/macro'
import { IconHistory, IconShieldStar, IconStethoscope } from '@tabler/icons-react'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Report } from '#contract/report.ts'
import { finished } from '#contract/diagnosis-run.ts'
import { RunView } from '../diagnosis/run-view.tsx'
import { HistoryEntries } from '../history/history-entries.tsx'
import { AboutReport } from './about-report.tsx'
import { ForTheCaller } from './for-the-caller.tsx'
import { ReportedRegistration } from './reported-registration.tsx'

/** The caller's pages, as they stood when the report was made; nothing on them can be pressed. */
export function OpenedReport({ report }: { report: Report }) {
  const { t } = useLingui()
  const { diagnosis, registration, history, createdAt } = report
  const heading = useRef<HTMLHeadingElement>(null)
  // to what the file has brought, for whoever cannot see it appear
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <section className="lk-card">
        <header className="lk-card-head">
          <h2 ref={heading} tabIndex={-1}>
            {registration ? t`Report of “${registration.instance}”` : t`Report of a command line`}
          </h2>
        </header>
        {diagnosis && <ForTheCaller conclusion={diagnosis.conclusion} isBrief />}
        <AboutReport report={report} />
      </section>
      {diagnosis ? (
        <Part icon={<IconStethoscope size={20} />} name={<Trans>Diagnosis</Trans>}>
          <RunView
            run={finished(diagnosis)}
            phase={null}
            saved={registration ? (registration.key?.fingerprint ?? null) : undefined}
          />
        </Part>
      ) : (
        <section className="lk-card lk-card-body">
          <Trans>
            No diagnosis was run before this report was made. Ask the caller to run one, and for a new report.
          </Trans>
        </section>
      )}
      {registration && (
        <Part icon={<IconShieldStar size={20} />} name={<Trans>Registration</Trans>}>
          <ReportedRegistration registration={registration} createdAt={createdAt} />
        </Part>
      )}
      {history.length > 0 && (
        <Part icon={<IconHistory size={20} />} name={<Trans>History</Trans>}>
          <HistoryEntries entries={history} />
        </Part>
      )}
    </>
  )
}

const Part = ({ icon, name, children }: { icon: ReactNode; name: ReactNode; children: ReactNode }) => (
  <section className="lk-card">
    <header className="lk-card-head">
      <h2>
        <span aria-hidden="true">{icon}</span> {name}
      </h2>
    </header>
    {children}
  </section>
)

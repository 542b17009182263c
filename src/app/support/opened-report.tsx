import { Trans, useLingui } from '@lingui/react/macro'
import { IconHistory, IconShieldStar, IconStethoscope } from '@tabler/icons-react'
import { Fragment, useEffect, useRef, useState, type ReactNode } from 'react'
import type { Report } from '#contract/report.ts'
import { blockingCause } from '#contract/blocking-cause.ts'
import type { Conclusion } from '#domain/diagnosis.ts'
import { joinOutcomes } from '#domain/history-bands.ts'
import { isFinished } from '#contract/diagnosis-run.ts'
import { PastRun } from '../shared/run/past-run.tsx'
import { RunView } from '../shared/run/run-view.tsx'
import { HistoryEntries } from '../shared/history-entries.tsx'
import { Practice } from '../shared/practice.tsx'
import { stateWordsOf } from '../shared/verdict/state-words.ts'
import { Badge } from '../ui/badge.tsx'
import { AboutReport } from './about-report.tsx'
import { Desk } from './desk.tsx'
import { settled, type Topic } from './topic.ts'
import { topicWords } from './topic-words.ts'
import { Message } from '../ui/message.tsx'
import type { Registration } from '#contract/panel.ts'
import { SubscriptionRows } from '../shared/subscription/subscription-rows.tsx'
import { UnlockList } from '../shared/subscription/unlock-list.tsx'
import { VerdictParts } from '../shared/verdict/verdict-parts.tsx'
import { moment } from '../ui/format.ts'
import { LabelledRow } from '../ui/labelled-row.tsx'

/** The caller's pages, as they stood when the report was made; nothing on them can be pressed. */
export function OpenedReport({ report }: { report: Report }) {
  const { t } = useLingui()
  const { diagnosis, earlierDiagnosis, registration, history, createdAt } = report
  const heading = useRef<HTMLHeadingElement>(null)
  // to the opened report, for those who cannot see it appear
  useEffect(() => heading.current?.focus(), [])
  const Words = report.settings.sandbox ? Practice : Fragment
  return (
    <Words>
      <section className="lk-card">
        <header className="lk-card-head">
          <h2 ref={heading} tabIndex={-1}>
            {registration ? t`Report of “${registration.instance}”` : t`Report of a command line`}
          </h2>
        </header>
        <Now report={report} />
        <AboutReport report={report} />
      </section>
      {diagnosis ? (
        <Part icon={<IconStethoscope size={20} />} name={<Trans>Diagnosis</Trans>}>
          <RunView
            run={isFinished(diagnosis)}
            phase={null}
            saved={registration ? (registration.key?.fingerprint ?? null) : undefined}
          />
        </Part>
      ) : (
        <section className="lk-card lk-card-body">
          {earlierDiagnosis ? (
            <Trans>
              The latest diagnosis is older than the rest of this report; it is at the end. Ask the caller to run one
              and to send a new report.
            </Trans>
          ) : (
            <Trans>
              No diagnosis was run before this report was made. Ask the caller to run one and to send a new report.
            </Trans>
          )}
        </section>
      )}
      {registration && (
        <Part icon={<IconShieldStar size={20} />} name={<Trans>Registration</Trans>}>
          <ReportedRegistration registration={registration} createdAt={createdAt} />
        </Part>
      )}
      {history.length > 0 && (
        <Part icon={<IconHistory size={20} />} name={<Trans>History</Trans>}>
          <HistoryEntries entries={joinOutcomes(history)} now={Date.parse(createdAt)} />
        </Part>
      )}
      {earlierDiagnosis && (
        <Part icon={<IconStethoscope size={20} />} name={<Trans>Annex: an earlier diagnosis</Trans>}>
          <RunView
            run={isFinished(earlierDiagnosis)}
            phase={null}
            saved={undefined}
            past={<PastRun diagnosis={earlierDiagnosis} now={Date.parse(createdAt)} />}
          />
        </Part>
      )}
    </Words>
  )
}

/** What is known when the report was made, before anything that is older. */
function Now({ report }: { report: Report }) {
  const { i18n } = useLingui()
  const { registration, diagnosis, settings, versions, supportCode } = report
  const conclusion = blockingCause(registration, diagnosis)
  const heading = useRef<HTMLHeadingElement>(null)
  const [topic, setTopic] = useState(() => topicOfReport(conclusion, registration))
  if (topic === null) {
    return diagnosis && <Message tone="success" title={<Trans>No problem was found.</Trans>} />
  }
  const page = registration && {
    state: registration.state,
    storage: registration.storage,
    isPractice: settings.sandbox,
    version: versions.latchkey,
  }
  return (
    <>
      <h2 className="lk-topic" ref={heading} tabIndex={-1}>
        {topicWords(topic, i18n)}
      </h2>
      <Desk
        topic={topic}
        onTopic={(next) => {
          setTopic(next)
          heading.current?.focus()
        }}
        others={conclusion.others}
        page={page}
        registration={registration}
        code={supportCode}
      />
    </>
  )
}

function topicOfReport({ headline, others }: Conclusion, registration: Registration | null): Topic | null {
  const cause = headline ?? (registration === null ? others[0] : null) ?? null
  if (cause !== null) return { is: 'cause', code: cause }
  return registration && settled({ is: 'badge', code: registration.state })
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

/** The registration page of a report, by the clock of the time it was made. */
function ReportedRegistration({ registration, createdAt }: { registration: Registration; createdAt: string }) {
  const { i18n } = useLingui()
  const { key, state, unlock } = registration
  const now = Date.parse(registration.now)
  const words = stateWordsOf(state)
  return (
    <>
      <LabelledRow label={<Trans>State</Trans>}>
        <Badge tone={words.tone}>{i18n._(words.badge)}</Badge> {i18n._(words.sentence)}
        <p className="text-secondary">
          <Trans>Everything as of {moment(createdAt)}.</Trans>
        </p>
      </LabelledRow>
      {key && <VerdictParts registration={registration} now={now} gatewayNow={Date.parse(createdAt)} />}
      <SubscriptionRows registration={registration} now={now} />
      <UnlockList unlock={unlock} hasGlpi={registration.glpi !== null} hasKey={key !== null} />
    </>
  )
}

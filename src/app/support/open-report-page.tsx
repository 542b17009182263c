import '../shared/run/run.css'
import './support.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconFileSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { Report } from '#contract/report.ts'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { Shell } from '../shell/shell.tsx'
import { announce } from '../ui/announcer.tsx'
import { Message } from '../ui/message.tsx'
import { OpenedReport } from './opened-report.tsx'
import { readReportFile, type NoReport } from './read-report.ts'
import { REPORT_REFUSAL_WORDS } from './refusal-words.ts'
import { SupportCodeForm } from './support-code-form.tsx'

/** For support staff: a caller's report, or the code a caller reads out. No session, and nothing leaves the browser. */
export function OpenReportPage() {
  const { t, i18n } = useLingui()
  const [report, setReport] = useState<Report | null>(null)
  const [refused, setRefused] = useState<NoReport | null>(null)

  async function open(file: File) {
    const read = await readReportFile(file)
    setReport('report' in read ? read.report : null)
    setRefused('refused' in read ? read.refused : null)
    if ('report' in read) announce(t`The report is open.`)
  }

  return (
    <Shell title={t`Open a report`} breadcrumb={<Breadcrumb trail={[]} here={<Trans>Open a report</Trans>} />}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <IconFileSearch size={20} aria-hidden="true" /> <Trans>Open a report</Trans>
          </h1>
        </header>
        <FileDrop onFile={(file) => void open(file)} />
        {refused && (
          <Message tone="danger" alert title={i18n._(REPORT_REFUSAL_WORDS[refused].title)}>
            <p>{i18n._(REPORT_REFUSAL_WORDS[refused].next)}</p>
          </Message>
        )}
        <SupportCodeForm />
      </div>
      {report && <OpenedReport key={report.id + report.createdAt} report={report} />}
    </Shell>
  )
}

/** Takes one file, chosen or dropped. A native file field does both; the frame around it is a larger target. */
function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useLingui()
  const [isOver, setOver] = useState(false)
  return (
    <div
      className="lk-drop"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file) onFile(file)
      }}
    >
      <p>
        <Trans>Drop the caller’s report here (the JSON file), or choose it:</Trans>
      </p>
      <input
        type="file"
        className="form-control"
        accept=".json,application/json"
        aria-label={t`Report file`}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) onFile(file)
          // the same file again is a choice too
          event.target.value = ''
        }}
      />
      <p className="text-secondary">
        <Trans>It is read in this browser only. Nothing is uploaded or stored.</Trans>
      </p>
    </div>
  )
}

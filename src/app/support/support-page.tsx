import '../shared/run/run.css'
import '../ui/filter.css'
import './support.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconHeadset } from '@tabler/icons-react'
import { Fragment, useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import type { Report } from '#contract/report.ts'
import { readSupportCode, type SupportCodeContent } from '#domain/support-code.ts'
import { Practice, practise } from '../shared/practice.tsx'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { Shell } from '../shell/shell.tsx'
import { announce } from '../ui/announcer.tsx'
import { Message } from '../ui/message.tsx'
import { isLanguage } from '#contract/languages.ts'
import { KeptNotes, type CallNotes } from './call-notes.ts'
import { CodeField } from './code-field.tsx'
import { Desk } from './desk.tsx'
import { FileDrop } from './file-drop.tsx'
import { OpenedReport } from './opened-report.tsx'
import { readReportFile, type NoReport } from './read-report.ts'
import { REPORT_REFUSAL_WORDS } from './refusal-words.ts'
import { TopicPicker } from './topic-picker.tsx'
import { topicWords } from './topic-words.ts'
import { settled, topicId, topicOf, type Topic } from './topic.ts'

/** For support staff with a caller: a code, what the caller sees, or a report. No session, and nothing leaves the browser. */
export function SupportPage() {
  const { t, i18n } = useLingui()
  // in the address, so that a ticket can lead here
  const [params, setParams] = useSearchParams()
  const code = params.get('code') ?? ''
  const seen = topicOf(params.get('sees') ?? '')
  const [report, setReport] = useState<Report | null>(null)
  const [refused, setRefused] = useState<NoReport | null>(null)
  const [notes, onNotes] = useState<CallNotes>({ language: isLanguage(i18n.locale) ? i18n.locale : 'en', ticket: '' })
  const kept = useMemo(() => ({ notes, onNotes }), [notes])
  const read = code === '' ? null : readSupportCode(code)
  const coded = read && topicOfCode(read)
  const wrong = t`No page and no diagnosis has this code: a character was misheard or mistyped. Ask for it again.`

  function show(next: Record<string, string>, sentence: string) {
    setReport(null)
    setRefused(null)
    setParams(next, { replace: true })
    announce(sentence)
  }
  function showCode(typed: string) {
    const told = readSupportCode(typed)
    const topic = told && topicOfCode(told)
    const spoken = told?.page?.isPractice ? practise(i18n) : i18n
    show({ code: typed }, told === null ? wrong : topic ? topicWords(topic, spoken) : t`No problem was found.`)
  }
  async function open(file: File) {
    const opened = await readReportFile(file)
    setReport('report' in opened ? opened.report : null)
    setRefused('refused' in opened ? opened.refused : null)
    if (!('report' in opened)) return
    setParams({}, { replace: true })
    announce(t`The report is open.`)
  }

  return (
    <Shell title={t`Support desk`} breadcrumb={<Breadcrumb trail={[]} here={<Trans>Support desk</Trans>} />}>
      <div className="lk-card lk-desk-asks">
        <header className="lk-card-head">
          <h1>
            <IconHeadset size={20} aria-hidden="true" /> <Trans>Support desk</Trans>
          </h1>
        </header>
        <CodeField key={code} code={code} wrong={code !== '' && read === null ? wrong : undefined} onCode={showCode} />
        <TopicPicker onPick={(topic) => show({ sees: topicId(topic) }, topicWords(topic, i18n))} />
        <FileDrop onFile={(file) => void open(file)} />
        {refused && (
          <Message tone="danger" alert title={i18n._(REPORT_REFUSAL_WORDS[refused].title)}>
            <p>{i18n._(REPORT_REFUSAL_WORDS[refused].next)}</p>
          </Message>
        )}
      </div>
      <KeptNotes value={kept}>
        {report && <OpenedReport key={report.id + report.createdAt} report={report} />}
        {report === null && read?.isNewer && <Newer />}
        {report === null && read && !read.isNewer && coded === null && <NothingFound />}
        {report === null && read && coded && <Call key={code} of={coded} code={code} read={read} />}
        {report === null && seen && code === '' && (
          <Call key={topicId(seen)} of={settled(seen)} code={null} read={null} />
        )}
      </KeptNotes>
    </Shell>
  )
}

/** The cause it tells, and else the badge; null for the code of a run that found nothing. */
function topicOfCode({ headline, others, page }: SupportCodeContent): Topic | null {
  const cause = headline ?? (page === null ? others[0] : null) ?? null
  if (cause !== null) return { is: 'cause', code: cause }
  return page && settled({ is: 'badge', code: page.state })
}

type CallProps = { of: Topic; code: string | null; read: SupportCodeContent | null }

function Call(call: CallProps) {
  const Words = call.read?.page?.isPractice ? Practice : Fragment
  return (
    <Words>
      <CallCard {...call} />
    </Words>
  )
}

function CallCard({ of, code, read }: CallProps) {
  const { i18n } = useLingui()
  const [topic, setTopic] = useState(of)
  const heading = useRef<HTMLHeadingElement>(null)
  // what was asked for appears below: the focus goes there, for those who cannot see it
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="lk-card">
      <header className="lk-card-head">
        <h2 ref={heading} tabIndex={-1}>
          {topicWords(topic, i18n)}
        </h2>
      </header>
      <Desk
        topic={topic}
        onTopic={(next) => {
          setTopic(next)
          heading.current?.focus()
        }}
        others={read ? read.others : []}
        page={read && read.page}
        registration={null}
        code={code}
      />
    </section>
  )
}

const NothingFound = () => (
  <section className="lk-card">
    <Message tone="success" title={<Trans>No problem was found.</Trans>} />
  </section>
)

const Newer = () => (
  <section className="lk-card">
    <Message tone="warning" title={<Trans>This code comes from a newer Latchkey</Trans>}>
      <p>
        <Trans>A part of it is not known here. Open it with that version, or ask for a report.</Trans>
      </p>
    </Message>
  </section>
)

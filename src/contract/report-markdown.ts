import { inTheWay } from './in-the-way.ts'
import type { CauseCode } from '#domain/causes.ts'
import { CAUSES } from '#domain/causes.ts'
import { clockSection } from './report-markdown/clock-section.ts'
import { annexSection } from './report-markdown/annex-section.ts'
import { historySection } from './report-markdown/history-section.ts'
import { stepSection } from './report-markdown/step-section.ts'
import { verdictSection } from './report-markdown/verdict-section.ts'
import { bullets, code, type Say } from './markdown.ts'
import { LABEL, STATE_WORDS } from './report-words.ts'
import type { Report } from './report.ts'

/** The report for a person to read, in a ticket: GitHub-flavoured Markdown, in which whatever came over a wire stays text. */
export function reportMarkdown(report: Report, say: Say): string {
  const { diagnosis, earlierDiagnosis, registration, history } = report
  const sections = [
    head(report, say),
    causeSection(report, say),
    ...(registration ? [verdictSection(registration, say)] : []),
    ...(diagnosis ? [stepSection(diagnosis.steps, say), clockSection(diagnosis.clocks, say)] : []),
    settingsSection(report, say),
    ...(history.length > 0 ? [historySection(history, say)] : []),
    ...(earlierDiagnosis ? [annexSection(earlierDiagnosis, say)] : []),
  ]
  return `${sections.join('\n\n')}\n`
}

function head({ id, supportCode, createdAt, registration, settings }: Report, say: Say): string {
  return [
    `# ${say(LABEL.title)}${supportCode === null ? '' : ` ${supportCode}`}`,
    bullets([
      ...(supportCode === null ? [] : [`${say(LABEL['support-code'])}: **${supportCode}**`]),
      `${say(LABEL.number)}: ${code(id)}`,
      `${say(LABEL.made)}: ${code(createdAt)}`,
      ...(registration ? [`${say(LABEL.instance)}: ${code(registration.instance)}`] : []),
      ...(registration ? [`${say(LABEL.state)}: **${say(STATE_WORDS[registration.state])}**`] : []),
      ...(settings.sandbox ? [say(LABEL.practice)] : []),
    ]),
  ].join('\n\n')
}

function causeSection({ diagnosis, registration }: Report, say: Say): string {
  const title = `## ${say(LABEL['in-the-way'])}`
  const { headline, others } = inTheWay(registration, diagnosis)
  const missing = diagnosis === null ? [say(LABEL['no-diagnosis'])] : []
  if (headline === null && others.length === 0)
    return [title, ...(diagnosis ? [say(LABEL.nothing)] : missing)].join('\n\n')
  const first = headline === null ? [say(LABEL.nothing)] : explained(headline, say)
  const also = others.length === 0 ? [] : [`${say(LABEL.also)}:`, bullets(others.map((other) => inOneLine(other, say)))]
  return [title, ...missing, ...first, ...also].join('\n\n')
}

function explained(cause: CauseCode, say: Say): string[] {
  const { title, meaning, next } = CAUSES[cause]
  return [`**${say(title)}** (${code(cause)})`, say(meaning), `${say(LABEL.next)}: ${say(next)}`]
}

const inOneLine = (cause: CauseCode, say: Say): string =>
  `${say(CAUSES[cause].title)} (${code(cause)}). ${say(CAUSES[cause].next)}`

function settingsSection({ settings: { services, proxy, trust }, versions }: Report, say: Say): string {
  const login = proxy && say(proxy.login ? LABEL['proxy-login'] : LABEL['proxy-no-login'])
  return [
    `## ${say(LABEL.settings)}`,
    bullets([
      `${say(LABEL.services)}: ${code(services)}`,
      `${say(LABEL.proxy)}: ${proxy ? `${code(`${proxy.host}:${proxy.port}`)}, ${login}` : say(LABEL['no-proxy'])}`,
      `${say(LABEL.trust)}: ${code(trust)}`,
    ]),
    `## ${say(LABEL.versions)}`,
    bullets([
      `Latchkey: ${code(versions.latchkey)}`,
      `GLPI: ${code(versions.glpi)}`,
      `Node: ${code(versions.node)}, OpenSSL: ${code(versions.openssl)}`,
      `${say(LABEL.system)}: ${code(versions.system)}`,
    ]),
  ].join('\n\n')
}

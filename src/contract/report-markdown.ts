import { blockingCause } from './blocking-cause.ts'
import { type CauseCode, type Words, CAUSES } from '#domain/causes.ts'
import { wordsIn } from '#domain/cause-words.ts'
import type { Step } from '#domain/diagnosis.ts'
import type { Origin } from './asked-as.ts'
import { clockSection } from './report-markdown/clock-section.ts'
import { stepSection } from './report-markdown/step-section.ts'
import { verdictSection } from './report-markdown/verdict-section.ts'
import { bullets, code, type TranslateWords, table } from './markdown.ts'
import { LABEL, EVENT_WORDS } from './report-words.ts'
import { STATE_WORDS } from './state-words.ts'
import type { Report } from './report.ts'
import type { LatestDiagnosis } from './diagnosis.ts'
import { OUTDATED_WORDS } from './outdated-words.ts'
import type { HistoryEntry } from './history.ts'

/** The report for a person to read, in a ticket: GitHub-flavoured Markdown, in which whatever came over a wire stays text. */
export function reportMarkdown(report: Report, say: TranslateWords): string {
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

function head({ id, supportCode, createdAt, registration, settings }: Report, say: TranslateWords): string {
  return [
    `# ${say(LABEL.title)}${supportCode === null ? '' : ` ${supportCode}`}`,
    bullets([
      ...(supportCode === null ? [] : [`${say(LABEL['support-code'])}: **${supportCode}**`]),
      `${say(LABEL.number)}: ${code(id)}`,
      `${say(LABEL.made)}: ${code(createdAt)}`,
      ...(registration ? [`${say(LABEL.instance)}: ${code(registration.instance)}`] : []),
      ...(registration ? [`${say(LABEL.state)}: **${say(STATE_WORDS[registration.state].badge)}**`] : []),
      ...(settings.sandbox ? [say(LABEL.practice)] : []),
    ]),
  ].join('\n\n')
}

function causeSection({ diagnosis, registration }: Report, say: TranslateWords): string {
  const title = `## ${say(LABEL['in-the-way'])}`
  const { headline, others } = blockingCause(registration, diagnosis)
  const steps = diagnosis?.steps ?? []
  const missing = diagnosis === null ? [say(LABEL['no-diagnosis'])] : []
  if (headline === null && others.length === 0)
    return [title, ...(diagnosis ? [say(LABEL.nothing)] : missing)].join('\n\n')
  const first = headline === null ? [say(LABEL.nothing)] : explained(headline, steps, say)
  const also =
    others.length === 0 ? [] : [`${say(LABEL.also)}:`, bullets(others.map((other) => inOneLine(other, steps, say)))]
  return [title, ...missing, ...first, ...also].join('\n\n')
}

function explained(cause: CauseCode, steps: readonly Step[], say: TranslateWords): string[] {
  const { title, meaning, next } = wordsIn(steps, cause)
  return [`**${say(title)}** (${code(cause)})`, say(meaning), `${say(LABEL.next)}: ${say(next)}`]
}

function inOneLine(cause: CauseCode, steps: readonly Step[], say: TranslateWords): string {
  const { title, next } = wordsIn(steps, cause)
  return `${say(title)} (${code(cause)}). ${say(next)}`
}

function settingsSection({ settings, versions, registration }: Report, say: TranslateWords): string {
  const { services, proxy, askedAs, trust } = settings
  const login = proxy && say(proxy.login ? LABEL['proxy-login'] : LABEL['proxy-no-login'])
  const from = askedAs?.proxy ? [say(LABEL[askedAs.proxy === 'glpi' ? 'proxy-of-glpi' : 'proxy-seen-earlier'])] : []
  return [
    `## ${say(LABEL.settings)}`,
    bullets([
      `${say(LABEL.services)}: ${code(services)}`,
      `${say(LABEL.proxy)}: ${proxy ? [code(`${proxy.host}:${proxy.port}`), login, ...from].join(', ') : say(LABEL['no-proxy'])}`,
      ...(askedAs ? [`${say(LABEL['instance-id'])}: ${say(originWords(askedAs.idFrom))}`] : []),
      `${say(LABEL.trust)}: ${code(trust)}`,
    ]),
    `## ${say(LABEL.versions)}`,
    bullets([
      `Latchkey: ${code(versions.latchkey)}`,
      `GLPI: ${glpiWords(versions.glpi, askedAs?.versionFrom ?? null, registration?.glpi != null, say)}`,
      `Node: ${code(versions.node)}, OpenSSL: ${code(versions.openssl)}`,
      `${say(LABEL.system)}: ${code(versions.system)}`,
    ]),
  ].join('\n\n')
}

const originWords = (from: Origin | null): Words =>
  LABEL[from === null ? 'no-instance-id' : from === 'seen' ? 'glpi-seen' : 'glpi-given']

function glpiWords(version: string | null, from: Origin | null, isConnected: boolean, say: TranslateWords): string {
  if (version === null) return say(LABEL[isConnected ? 'glpi-unknown' : 'glpi-not-connected'])
  return from === null ? code(version) : `${code(version)}, ${say(originWords(from))}`
}

/** A diagnosis from before: with its time and its key, and after everything that is about now. */
function annexSection(
  { id, startedAt, fingerprint, outdated, conclusion, steps }: NonNullable<LatestDiagnosis>,
  say: TranslateWords,
): string {
  const { headline } = conclusion
  return [
    `## ${say(LABEL.annex)}`,
    say(OUTDATED_WORDS[outdated ?? 'unknown']),
    bullets([
      `${say(LABEL.when)}: ${code(startedAt)}`,
      ...(fingerprint === null ? [] : [`${say(LABEL.fingerprint)}: ${code(fingerprint)}`]),
      `${say(LABEL.number)}: ${code(id)}`,
      `${say(LABEL['found-then'])}: ${headline === null ? say(LABEL.nothing) : `${say(CAUSES[headline].title)} (${code(headline)})`}`,
    ]),
    stepSection(steps, say),
  ].join('\n\n')
}

const SHOWN = 20

/** Newest first. */
function historySection(history: readonly HistoryEntry[], say: TranslateWords): string {
  const titles = [LABEL.when, LABEL.what, LABEL.state, LABEL.cause, LABEL.times, LABEL.fingerprint].map(say)
  const rows = history
    .slice(0, SHOWN)
    .map(({ lastAt, event, state, cause, count, fingerprint }) => [
      code(lastAt),
      say(EVENT_WORDS[event]),
      say(STATE_WORDS[state].badge),
      cause === null ? '' : code(cause),
      String(count),
      fingerprint === null ? '' : code(fingerprint),
    ])
  return [`## ${say(LABEL.history)}`, table(titles, rows)].join('\n\n')
}

import { type Diagnosis, WITHHELD } from '#domain/diagnosis.ts'
import { pageCodeOf } from '#domain/support-code.ts'
import type { AskedAs } from './asked-as.ts'
import type { LatestDiagnosis } from './diagnosis.ts'
import type { HistoryEntry } from './history.ts'
import type { Registration } from './panel.ts'
import { hostAndPortOf, withoutLogin } from './public-address.ts'
import { blockingCause } from './blocking-cause.ts'
import { Report } from './report.ts'

export type ReportParts = {
  /** Correlation id for a report without a diagnosis. */
  newId: string
  /** ISO 8601 instant. */
  createdAt: string
  versions: Report['versions']
  /** As set for the instance, login and query included: they are left out here. */
  servicesUrl: string
  sandbox: boolean
  /** As found, with its login; null for none. */
  proxy: string | null
  /** Where it was found; in the environment, where nothing else is said. */
  proxyFrom?: 'environment' | 'instance'
  askedAs: AskedAs
  trust: string
  registration: Registration | null
  diagnosis: LatestDiagnosis | Diagnosis
  history: readonly HistoryEntry[]
}

/** The only way to a report. The schema lets nothing through that it does not name. */
export function makeReport(parts: ReportParts): Report {
  const { newId, createdAt, versions, servicesUrl, sandbox, proxy, askedAs, trust, registration, diagnosis, history } =
    parts
  const isOutdated = diagnosis !== null && 'outdated' in diagnosis && diagnosis.outdated !== null
  const current = isOutdated ? null : diagnosis
  const report = {
    format: 'latchkey-report',
    version: 1,
    id: current?.id ?? newId,
    supportCode: supportCodeNow(parts, current),
    createdAt,
    versions,
    settings: {
      services: withoutLogin(servicesUrl),
      sandbox,
      proxy: proxy === null ? null : { ...hostAndPortOf(proxy), from: parts.proxyFrom ?? 'environment' },
      askedAs,
      trust,
    },
    registration: registration && withoutId(registration),
    diagnosis: current,
    earlierDiagnosis: isOutdated ? diagnosis : null,
    history,
  }
  return Report.parse(withoutSecrets(report))
}

/** `glpi_network_uuid` is not secret, but identifies this GLPI to GLPI Network. Former keys are private. */
const withoutId = (registration: Registration): Registration => ({
  ...registration,
  revision: '',
  former: [],
  glpi: registration.glpi && { ...registration.glpi, uid: null },
})

/** The code at the foot of the instance's pages, so that both say the same. A command line has that of its run; null without one. */
function supportCodeNow({ registration, versions, sandbox }: ReportParts, diagnosis: ReportParts['diagnosis']) {
  if (registration === null) return diagnosis?.supportCode ?? null
  const { state, storage } = registration
  return pageCodeOf(blockingCause(registration, diagnosis), {
    state,
    storage,
    isPractice: sandbox,
    version: versions.latchkey,
  })
}

/** Without its extension: `latchkey-report-WAR-TX2-CSF`. */
export const reportFileName = ({ supportCode, id }: Report): string => `latchkey-report-${supportCode ?? id}`

/** No word is as long. Keys, tokens and session ids are, in base64, base64url and hexadecimal; dots part the labels of a name. */
const LONG_RUN = /[A-Za-z0-9+_-]{40,}={0,2}/g

/** What Latchkey itself writes: fingerprints of keys and of certificates. */
const OUR_OWN = /^(sha256:)?[0-9a-f]{64}$/

/**
 * A copy as JSON would carry it, without anything in its texts that looks like a secret: the sentences of others may
 * quote what was sent to them.
 */
function withoutSecrets(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, member: unknown) => (typeof member === 'string' ? shortened(member) : member)),
  )
}

const shortened = (text: string): string => (OUR_OWN.test(text) ? text : text.replace(LONG_RUN, WITHHELD))

import { isLoopback } from '#contract/loopback.ts'
import type { Connection } from '#contract/connection.ts'
import type { Evidence } from '#contract/glpi-snapshot.ts'
import { evidenceOfFacts } from '#contract/evidence-facts.ts'
import { readGlpiProxy, shownGlpiProxy } from '#contract/glpi-proxy.ts'
import type { CauseCode } from '#domain/causes.ts'
import type { Stage, Step } from '#domain/diagnosis.ts'
import type { Snapshot } from '#domain/storage.ts'
import type { Inspection } from '#glpi/glpi.ts'
import type { SeenField, SeenOfGlpi } from '../store/glpis.ts'

/** The stages that get into GLPI. The others are about what is stored there, or about how its machine reaches GLPI Network. */
const ACCESS_STAGES = new Set<Stage>(['machine', 'glpi-reach', 'glpi-sign-in', 'glpi-right', 'glpi-settings'])

const firstFailedStep = (steps: readonly Step[]): Step | undefined =>
  steps.find(({ cause, stage }) => cause !== null && ACCESS_STAGES.has(stage))

/** Why an inspection failed; null where it did not. */
export const causeOfInspection = (steps: readonly Step[]): CauseCode | null => firstFailedStep(steps)?.cause ?? null

/** What was received in place of an answer; null where the cause is enough. */
export function evidenceOfInspection(steps: readonly Step[]): Evidence | null {
  const step = firstFailedStep(steps)
  return step ? evidenceOfFacts(step.facts) : null
}

/** Why the stored key could not be seen, where everything else was. */
export const causeOfUnseen = ({ snapshot, steps }: Inspection): CauseCode | null =>
  snapshot.stored.state === 'unseen'
    ? (steps.find(({ stage, outcome }) => stage === 'glpi-stored' && outcome === 'failed')?.cause ?? null)
    : null

/** What was known of a GLPI before an inspection, and when it was seen. */
export type SeenBefore = { seen: SeenOfGlpi | null; seenAt: number | null }

/**
 * What is known after an inspection at `at`. One that saw nothing changes nothing, the time included. Where something stood in its way, what
 * it could not see stays as it was, with the time at which it was seen; an id stays in any case.
 */
export function seenAfter(inspection: Inspection, { seen: before, seenAt }: SeenBefore, at: number): SeenBefore {
  const { stored, proxy, ...snapshot } = inspection.snapshot
  const now: SeenOfGlpi = {
    ...snapshot,
    proxy: proxy && shownGlpiProxy(proxy),
    clockOffsetSeconds: inspection.clocks.find(({ clock }) => clock === 'glpi')?.offsetSeconds ?? null,
  }
  const isWhole = causeOfInspection(inspection.steps) === null
  // any web server sends the time, even in front of a GLPI that is down
  const sawAnything = stored.state !== 'unseen' || Object.values({ ...snapshot, proxy }).some((value) => value !== null)
  if (!isWhole && !sawAnything) return { seen: before, seenAt }
  if (before === null) return { seen: now, seenAt: at }
  const keeps = isWhole ? (['uid'] as const) : FIELDS
  const times: NonNullable<SeenOfGlpi['times']> = {}
  for (const field of keeps) {
    // rows of an earlier version lack some of them
    if (now[field] !== null || (before[field] ?? null) === null) continue
    Object.assign(now, { [field]: before[field] })
    const seenThen = before.times?.[field] ?? seenAt
    if (seenThen !== null) times[field] = seenThen
  }
  return { seen: { ...now, times }, seenAt: at }
}

const FIELDS = [
  'version',
  'uid',
  'installMode',
  'rights',
  'proxy',
  'proxyExclusions',
  'vendorReach',
  'replacePlugins',
  'marketplaceEnabled',
  'directoryWritable',
  'cryptKey',
  'clockOffsetSeconds',
] as const satisfies readonly SeenField[]

/**
 * GLPI's own proxy as an address with its login. null where it cannot be used from here: GLPI does not show its password, or it
 * listens on GLPI's own machine only, and that is another one.
 */
export function proxyAddress(proxy: Snapshot['proxy'], connection: Connection): string | null {
  if (!proxy || (proxy.user !== null && proxy.password === null)) return null
  const { scheme, login, host, port } = readGlpiProxy(proxy)
  if (isLoopback(host.toLowerCase()) && !isHere(connection)) return null
  const own =
    proxy.user === null ? login : `${encodeURIComponent(proxy.user)}:${encodeURIComponent(proxy.password ?? '')}`
  return `${scheme}${own && `${own}@`}${host}:${port}`
}

/** Whether this GLPI runs on this machine, judging by its addresses. */
function isHere({ rest, restV2, console: shell, database }: Connection): boolean {
  const urls = [rest?.url, restV2?.url].flatMap((url) => (url === undefined ? [] : [new URL(url).hostname]))
  const hosts = urls.length > 0 ? urls : database ? [database.host] : []
  return hosts.length > 0 ? hosts.every(isLoopback) : shell?.prefix.length === 0
}

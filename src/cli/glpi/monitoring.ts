import { WARNING_WORDS } from '#contract/warning-words.ts'
import { causeWordsOf, type Peer } from '#domain/cause-words.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { ClockReading } from '#domain/clocks.ts'
import type { DayLimits, Expiry } from '#domain/expiry.ts'
import { foldState } from '#domain/fold-state.ts'
import type { Observation } from '#domain/verdict.ts'
import { warningOf } from '#domain/warning.ts'
import type { WarningKind } from '#domain/warning-kinds.ts'
import type { ExitCode } from '../exit.ts'
import { MONITORING_EXITS, monitoringLine } from '../monitoring-line.ts'
import type { World } from '../world.ts'
import type { InspectionJudgement, InspectionResult } from './inspection-result.ts'
import { statusWords } from './status-words.ts'

export type MonitoringOptions = { warnDays?: number; criticalDays?: number }

/** What a status found. */
type StatusFound = {
  name: string
  seen: InspectionResult
  found: InspectionJudgement
  /** null where GLPI Network was not asked. */
  vendor: Observation | null
  /** Compared with this machine's. */
  clocks: readonly ClockReading[]
  /** Whether there is a GLPI to look at. */
  isConnected: boolean
  /** Whether a key is named that should be there. */
  hasKey: boolean
}

/** GLPI_INSTALL_MODE of GLPI Network Cloud, whose platform holds the key. */
const CLOUD = 'CLOUD'

/** A status in one line for a monitoring system, and its exit code. */
export function tellMonitoring(world: World, options: MonitoringOptions, status: StatusFound): ExitCode {
  const { name, seen, found, vendor, clocks, isConnected, hasKey } = status
  const { snapshot } = seen
  const answer = vendor === null || vendor.verdict === 'no-answer' ? null : vendor
  const offsetMs = answer?.clockOffsetMs ?? null
  const time = { now: world.steady() + (offsetMs ?? 0), ourNow: world.now(), sure: offsetMs !== null }
  const known = { latest: vendor, answer, answerAt: time.ourNow, answerVendorAt: time.sure ? time.now : null }
  const { storage } = found
  const holdsAnother = found.standing === 'other'
  const place = isConnected ? { storage, holdsAnother, managed: snapshot.installMode === CLOUD } : null
  const { state, expiry, inDoubt } = foldState(time, isConnected || hasKey ? known : null, place)
  const limits = limitsOf(options, expiry)
  const warning = warningOf(
    {
      state,
      expiry,
      inDoubt,
      // it was asked just now
      answerAgeMs: null,
      glpi: place && { storage, silentMs: null, isSilent: found.standing === 'unseen' && found.cause !== null },
      clockOffSeconds: [
        offsetMs === null ? null : offsetMs / 1000,
        ...clocks.map(({ offsetSeconds }) => offsetSeconds),
      ],
    },
    limits,
  )
  const words = [
    world.say(WARNING_WORDS[warning.kind], { days: warning.days ?? 0 }),
    ...(ABOUT_GLPI.has(warning.kind) ? [statusWords(world.say, found)] : []),
    ...causeIn(world, warning.kind, status),
  ]
  world.print(monitoringLine(`${name}: ${words.join('; ')}`, warning, limits))
  return MONITORING_EXITS[warning.severity]
}

/** Monitoring warns from 30 days left. The ladder begins at 60, which is too early to page somebody. */
const limitsOf = ({ warnDays, criticalDays }: MonitoringOptions, expiry: Expiry | null): DayLimits => ({
  warningDays: warnDays ?? (expiry?.trial ? 7 : 30),
  criticalDays: criticalDays ?? (expiry?.trial ? 3 : 7),
})

/** Warnings that say more with what was seen in GLPI. */
const ABOUT_GLPI = new Set<WarningKind>(['broken', 'differs', 'unproven'])
const HAVE_GLPIS_CAUSE = new Set<WarningKind>(['broken', 'glpi-no-answer', 'unproven'])
const HAVE_VENDORS_CAUSE = new Set<WarningKind>(['vendor-no-answer', 'unverified'])

function causeIn(world: World, kind: WarningKind, { found, seen, vendor }: StatusFound): string[] {
  const titleOf = (cause: CauseCode | null | undefined, peer: Peer) =>
    cause == null ? [] : [`${world.say(causeWordsOf(cause, peer, seen.errorCode).title)} (${cause})`]
  if (HAVE_GLPIS_CAUSE.has(kind)) return titleOf(found.cause, 'glpi')
  return HAVE_VENDORS_CAUSE.has(kind) ? titleOf(vendor?.cause, 'glpi-network') : []
}

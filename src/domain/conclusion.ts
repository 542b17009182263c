import { CAUSE_CODES, type CauseCode } from './cause-codes.ts'
import { judgeClocks, type ClockReading } from './clocks.ts'
import type { Conclusion, Stage, Step } from './diagnosis.ts'
import { explanationOf, type RunEvidence } from './explanations.ts'

/** Which link is acted on first. */
const ORDER: readonly (Stage | Place)[] = [
  // with this text nothing can be asked
  'text',
  // the path from GLPI's own machine: GLPI has to get through
  'from-host',
  // the path there, in the order in which a request meets it
  'resolve',
  'connect',
  'proxy',
  'tls',
  'http',
  'json',
  'contract',
  // the path is clear: the verdict on the key
  'verdict',
  // the key is good: whether GLPI has it, and what it opens comes through
  'glpi-file',
  'glpi-stored',
  'large',
  // what only keeps us from looking at GLPI
  'machine',
  'php',
  'glpi-settings',
  'glpi-reach',
  'glpi-sign-in',
  'glpi-right',
  'directory',
  'clock',
]

/** Only waiting helps here, so these come after every cause that a person can act on. */
const PASSES_BY_ITSELF: ReadonlySet<CauseCode> = new Set(['vendor-error', 'rate-limited'])

/** Places of the order that are no links of their own. */
type Place = 'from-host' | 'clock'

/** Links of the path to GLPI Network. GLPI's own machine counts first on these. */
const PATH_STAGES: ReadonlySet<Stage> = new Set(['resolve', 'connect', 'proxy', 'tls', 'http'])

type Finding = { cause: CauseCode; place: Stage | Place; at: Stage | 'clock'; isMinor: boolean }

/**
 * Chooses the one cause to act on: the first blocking one in `ORDER`, or what explains it. The rest stand
 * below it in the same order, then what was only met beside the path. Does not depend on the order of the steps.
 * @param startedAt by the gateway's clock (ISO 8601), to hold a certificate's dates against the right time.
 */
export function conclude(
  steps: readonly Step[],
  clocks: readonly ClockReading[],
  startedAt: string | null = null,
): Conclusion {
  const judged = judgeClocks(clocks)
  const found: Finding[] = [
    ...steps.flatMap((step) => findingOf(step, steps) ?? []),
    ...judged.causes.map((cause) => ({ cause, place: 'clock' as const, at: 'clock' as const, isMinor: false })),
  ].toSorted(byOrder)
  const causes = new Set(found.map(({ cause }) => cause))
  const first = found.find(({ isMinor }) => !isMinor)?.cause ?? null
  const headline = first && rootOf(first, causes, { steps, clocks, judged, startedAt })
  return { headline, others: [...causes].filter((cause) => cause !== headline) }
}

function rootOf(cause: CauseCode, seen: ReadonlySet<CauseCode>, evidence: RunEvidence): CauseCode {
  const explanation = explanationOf(cause, seen, evidence)
  return explanation ? rootOf(explanation, seen, evidence) : cause
}

function findingOf(step: Step, steps: readonly Step[]): Finding | null {
  if (step.cause === null) return null
  const isMinor = step.outcome !== 'failed' || step.route === 'direct' || isSurpassed(step, steps)
  const place = step.route === 'host' && PATH_STAGES.has(step.stage) ? 'from-host' : step.stage
  return { cause: step.cause, place, at: step.stage, isMinor }
}

/** A name that a hosts file knows, an address beside one that answers: the path went on without it. */
function isSurpassed({ stage, route }: Step, steps: readonly Step[]): boolean {
  if (stage !== 'resolve' && stage !== 'connect') return false
  return steps.some((other) => other.stage === 'connect' && other.route === route && other.outcome === 'passed')
}

function byOrder(a: Finding, b: Finding): number {
  return (
    groupOf(a) - groupOf(b) ||
    ORDER.indexOf(a.place) - ORDER.indexOf(b.place) ||
    ORDER.indexOf(a.at) - ORDER.indexOf(b.at) ||
    // among addresses that fail differently, one that answers says more than one that is silent
    CAUSE_CODES.indexOf(a.cause) - CAUSE_CODES.indexOf(b.cause)
  )
}

function groupOf({ cause, at, isMinor }: Finding): number {
  if (isMinor) return 3
  if (at === 'clock') return 2
  return PASSES_BY_ITSELF.has(cause) ? 1 : 0
}

import type { CauseCode } from './cause-codes.ts'
import type { ClockReading, ClocksJudged } from './clocks.ts'
import type { Step } from './diagnosis.ts'

/** What was seen in a run, as far as explanations need it. */
export type RunEvidence = {
  steps: readonly Step[]
  clocks: readonly ClockReading[]
  judged: ClocksJudged
  /** ISO 8601, by the gateway's clock. */
  startedAt: string | null
}

type Explanation = {
  cause: CauseCode
  explains: readonly CauseCode[]
  /** Left out: whenever both are seen. */
  when?: (evidence: RunEvidence) => boolean
}

/** What one cause explains of others: acting on it does away with them, and acting on them would not. */
const EXPLANATIONS: readonly Explanation[] = [
  // by the right time the certificate is good; only the clock of the machine that checked it makes it look bad
  ...(['gateway', 'glpi'] as const).flatMap((clock): Explanation[] => [
    {
      cause: 'clock-ahead',
      explains: ['tls-expired'],
      when: (seen) => isOff(seen, clock, 1) && isValidByNow(seen, clock),
    },
    {
      cause: 'clock-behind',
      explains: ['tls-not-yet-valid'],
      when: (seen) => isOff(seen, clock, -1) && isValidByNow(seen, clock),
    },
  ]),
  // another server's page is no JSON of GLPI Network's, and may have any length
  { cause: 'not-the-vendor', explains: ['reply-unreadable', 'reply-too-large', 'redirected'] },
  // what a proxy says in its own name, GLPI Network did not say
  ...(['proxy-auth-required', 'proxy-denied', 'proxy-cannot-reach', 'proxy-unreachable'] as const).map((cause) => ({
    cause,
    explains: ['not-the-vendor', 'vendor-error', 'redirected', 'reply-unreadable', 'connection-reset'] as const,
  })),
  // without the file that encrypts it, GLPI can neither store a key nor read one
  { cause: 'crypt-key-missing', explains: ['stored-blank', 'stored-unreadable', 'stored-unproven'] },
  { cause: 'crypt-key-changed', explains: ['stored-unreadable', 'stored-unproven'] },
]

/** The cause among those seen that explains this one; null if none does. */
export function explanationOf(cause: CauseCode, seen: ReadonlySet<CauseCode>, evidence: RunEvidence): CauseCode | null {
  const found = EXPLANATIONS.find(
    (one) => seen.has(one.cause) && one.explains.includes(cause) && (one.when?.(evidence) ?? true),
  )
  return found?.cause ?? null
}

/** A machine that judges certificates, by its clock, and the route on which it does. */
const JUDGED_ON = { gateway: 'used', glpi: 'host' } as const
type Judge = keyof typeof JUDGED_ON

/** Whether it is this clock that is off in this direction, and it judged a certificate. */
const isOff = ({ judged, steps }: RunEvidence, judge: Judge, direction: 1 | -1): boolean =>
  judged.judgements.some(
    ({ clock, wrong, aheadSeconds }) => clock === judge && wrong && Math.sign(aheadSeconds) === direction,
  ) &&
  (judge === 'gateway' || steps.some(({ stage, route }) => stage === 'tls' && route === JUDGED_ON[judge]))

/** Whether the certificates that it was shown are valid at the right time. A date that is not known speaks against nothing. */
function isValidByNow({ steps, clocks, judged, startedAt }: RunEvidence, judge: Judge): boolean {
  const ahead = judged.judgements.find(({ clock }) => clock === 'gateway')?.aheadSeconds
  if (startedAt === null || ahead === undefined) return true
  const set = clocks.find(({ clock }) => clock === 'gateway')?.offsetSeconds ?? 0
  const now = Date.parse(startedAt) + (set - ahead) * 1000
  return steps
    .filter(({ stage, route, outcome }) => stage === 'tls' && route === JUDGED_ON[judge] && outcome === 'failed')
    .every(({ facts }) => now >= timeOf(facts['valid-from'], -Infinity) && now <= timeOf(facts['valid-to'], Infinity))
}

function timeOf(fact: string | undefined, unknown: number): number {
  const ms = Date.parse(fact ?? '')
  return Number.isNaN(ms) ? unknown : ms
}

import type { CauseCode } from './cause-codes.ts'
import type { ClockReading, ClocksJudged } from './clocks.ts'
import type { Step } from './diagnosis.ts'

/** What was seen in a run, as far as explanations need it. */
export type Evidence = {
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
  when?: (evidence: Evidence) => boolean
}

/** What one cause explains of others: acting on it does away with them, and acting on them would not. */
const EXPLANATIONS: readonly Explanation[] = [
  // by the right time the certificate is good; only this server's clock calls it bad
  { cause: 'clock-ahead', explains: ['tls-expired'], when: (seen) => isOff(seen, 1) && isValidByNow(seen) },
  { cause: 'clock-behind', explains: ['tls-not-yet-valid'], when: (seen) => isOff(seen, -1) && isValidByNow(seen) },
  // a page of somebody else is no JSON of GLPI Network's, and as long as it likes
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

/** The cause among those seen that explains this one; null when it stands for itself. */
export function explanationOf(cause: CauseCode, seen: ReadonlySet<CauseCode>, evidence: Evidence): CauseCode | null {
  const found = EXPLANATIONS.find(
    (one) => seen.has(one.cause) && one.explains.includes(cause) && (one.when?.(evidence) ?? true),
  )
  return found?.cause ?? null
}

/** Whether it is the gateway's own clock that is off in this direction: no other clock judges a certificate. */
const isOff = ({ judged }: Evidence, direction: 1 | -1): boolean =>
  judged.judgements.some(
    ({ clock, wrong, aheadSeconds }) => clock === 'gateway' && wrong && Math.sign(aheadSeconds) === direction,
  )

/** Whether the certificates that were shown are valid at the right time. A date that is not known speaks against nothing. */
function isValidByNow({ steps, clocks, judged, startedAt }: Evidence): boolean {
  const ahead = judged.judgements.find(({ clock }) => clock === 'gateway')?.aheadSeconds
  if (startedAt === null || ahead === undefined) return true
  const set = clocks.find(({ clock }) => clock === 'gateway')?.offsetSeconds ?? 0
  const now = Date.parse(startedAt) + (set - ahead) * 1000
  return steps
    .filter(({ stage, route, outcome }) => stage === 'tls' && route === 'used' && outcome === 'failed')
    .every(({ facts }) => now >= timeOf(facts['valid-from'], -Infinity) && now <= timeOf(facts['valid-to'], Infinity))
}

function timeOf(fact: string | undefined, unknown: number): number {
  const ms = Date.parse(fact ?? '')
  return Number.isNaN(ms) ? unknown : ms
}

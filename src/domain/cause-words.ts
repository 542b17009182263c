import type { CauseCode } from './cause-codes.ts'
import type { Cause } from './cause-catalogue/cause.ts'
import { BY_ERROR_CODE } from './cause-catalogue/by-error-code.ts'
import { TOWARDS_GLPI } from './cause-catalogue/towards-glpi.ts'
import { CAUSES } from './causes.ts'
import type { Stage, Step } from './diagnosis.ts'

/** Whom a question was for when the cause was met. */
export type Peer = 'glpi-network' | 'glpi'

/** The words of a cause, by where it occurred: the same code can concern GLPI Network or a GLPI, with different things to do. */
export function causeWordsOf(code: CauseCode, peer: Peer, errorCode: string | null | undefined = null): Cause {
  if (peer === 'glpi-network') return CAUSES[code]
  const byCode = errorCode != null && Object.hasOwn(BY_ERROR_CODE, errorCode) ? BY_ERROR_CODE[errorCode] : undefined
  return { ...CAUSES[code], ...towardsGlpi(code), ...(byCode?.of === code && byCode.words) }
}

export const towardsGlpi = (code: CauseCode): Partial<Cause> =>
  Object.entries(TOWARDS_GLPI).find(([cause]) => cause === code)?.[1] ?? {}

/** Steps on GLPI's own machine that are about GLPI itself; the rest of that path leads from there to GLPI Network. */
const AT_GLPI_ITSELF: ReadonlySet<Stage> = new Set([
  'machine',
  'php',
  'glpi-settings',
  'glpi-right',
  'glpi-file',
  'glpi-stored',
  'directory',
])

const isAtGlpi = ({ route, stage }: Step): boolean =>
  route === 'glpi' || (route === 'host' && AT_GLPI_ITSELF.has(stage))

/** Where a run met this cause, and with which code: at GLPI only where nothing else met it too. */
export function metAt(code: CauseCode, steps: readonly Step[]): { peer: Peer; errorCode: string | null } {
  const met = steps.filter(({ cause }) => cause === code)
  const isGlpi = met.length > 0 && met.every(isAtGlpi)
  const telling = met.find(({ facts }) => facts['error-code'] !== undefined)
  return { peer: isGlpi ? 'glpi' : 'glpi-network', errorCode: telling?.facts['error-code'] ?? null }
}

/** The words of a cause that a run met, by where it did. */
export function wordsIn(steps: readonly Step[], cause: CauseCode): Cause {
  const { peer, errorCode } = metAt(cause, steps)
  return causeWordsOf(cause, peer, errorCode)
}

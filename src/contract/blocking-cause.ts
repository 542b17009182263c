import type { CauseCode } from '#domain/causes.ts'
import type { Conclusion } from '#domain/diagnosis.ts'
import { isDecidedInGlpi } from '#domain/verdict.ts'
import type { Registration } from './panel.ts'

/**
 * What blocks now: what a diagnosis concluded, and else what the latest check and inspection met.
 * @param diagnosis one that is about what is known now; null without one.
 */
export function blockingCause(
  registration: Registration | null,
  diagnosis: { conclusion: Conclusion } | null,
): Conclusion {
  const met = registration && causeOf(registration)
  const { headline, others } = diagnosis?.conclusion ?? { headline: null, others: [] }
  if (headline !== null || met === null) return { headline, others }
  return { headline: met, others: others.filter((other) => other !== met) }
}

/** The cause to act on first: GLPI Network's, unless what is in GLPI decides the state. */
function causeOf({ state, vendor, storageCause, glpi }: Registration): CauseCode | null {
  const inGlpi = storageCause ?? glpi?.cause ?? null
  return isDecidedInGlpi(state) ? (inGlpi ?? vendor.cause) : (vendor.cause ?? inGlpi)
}

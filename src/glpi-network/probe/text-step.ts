import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { KeyInspection } from '#domain/key.ts'
import { causeOfUnsent } from '#domain/unsent-text.ts'
import type { CauseCode } from '#domain/causes.ts'
import { isSendable } from '#domain/key-text/whole-key.ts'
import { Failure } from '#net/failure.ts'
import type { ProbeRun } from './run.ts'

const PLANNED = { id: 'text', stage: 'text', route: 'used' } as const

/** Judges the text; gives the key that may be sent, exactly as it was given, or null. */
export async function textStep(run: ProbeRun, keyText: string | null): Promise<string | null> {
  if (keyText === null) {
    run.skip(PLANNED, 'not-reached', 'no-key')
    return null
  }
  const seen: SeenFacts = {}
  return run.step(PLANNED, seen, async () => {
    // after the run has been announced, and not at all where there is no key
    const { fingerprintOf, inspectKey } = await import('#domain/key.ts')
    const inspection = inspectKey(keyText)
    Object.assign(seen, { finding: inspection.finding, length: String(inspection.anatomy.length) })
    const cause = causeOf(inspection, keyText)
    if (cause) throw new Failure(cause)
    seen.fingerprint = fingerprintOf(keyText)
    return keyText
  })
}

function causeOf(inspection: KeyInspection, text: string): CauseCode | null {
  const { finding, key } = inspection
  // the vendor decides what a key is, as long as the text can travel
  if ((finding === 'clean' || finding === 'unfamiliar') && key !== null)
    return isSendable(text) ? null : 'key-unsendable'
  return key === null ? causeOfUnsent(inspection) : 'key-damaged'
}

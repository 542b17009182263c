import type { WriteOutcome } from '#domain/storage.ts'
import type { Glpi } from '#glpi/glpi.ts'
import type { WantedKey } from '../wanted-key.ts'
import { judgeInspection, inspectionResultOf, type Noted } from './inspection-result.ts'

/**
 * Puts a key into a GLPI that may hold it already. A value that is recognised by its hash is not written again: an inspection is enough.
 * @param begun called before anything may be written.
 */
export async function writeKey(
  glpi: Glpi,
  wanted: WantedKey,
  noted: Noted | null,
  signal: AbortSignal,
  begun: () => void,
): Promise<WriteOutcome> {
  if (noted?.mark && noted.key === wanted.fingerprint) {
    const seen = inspectionResultOf(await glpi.inspect(() => undefined, signal))
    const { stored } = seen.snapshot
    const { standing, storage, readable } = judgeInspection(seen, wanted, noted)
    if (standing === 'wanted')
      return { did: 'kept', storage, cause: null, errorCode: null, readable, before: stored, after: stored }
  }
  begun()
  return glpi.set(wanted.key, signal)
}

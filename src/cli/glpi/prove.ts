import type { Glpi } from '#glpi/glpi.ts'
import { CLI_WORDS } from '../cli-words.ts'
import type { WantedKey } from '../wanted-key.ts'
import type { World } from '../world.ts'
import type { InspectionJudgement } from './inspection-result.ts'
import type { GlpiTarget } from './target.ts'

/**
 * Writes the key that GLPI holds again, and says what that proves. A value that may be another key is not overwritten, and nothing is
 * written if GLPI was just seen to read the key.
 */
export async function proveAgain(
  world: World,
  target: GlpiTarget,
  glpi: Glpi,
  found: InspectionJudgement,
  wanted: WantedKey | null,
  signal: AbortSignal,
): Promise<InspectionJudgement> {
  if (found.standing === 'wanted' && found.readable) return found
  if (wanted === null || found.standing !== 'wanted') {
    world.printMessage(`latchkey: ${world.say(wanted === null ? CLI_WORDS.proveNoKey : CLI_WORDS.proveNotThere)}`)
    return found
  }
  const outcome = await glpi.set(wanted.key, signal)
  await target.record(outcome, wanted)
  const { storage, cause, readable } = outcome
  const isProven = storage === 'proven' && cause === null
  if (isProven) return { ...found, storage, cause, readable, provenAt: new Date(world.now()).toISOString() }
  // what was refused, or not done, leaves the value that was proven before
  if (outcome.did === 'kept') return { ...found, cause, readable }
  return { standing: STANDING[storage] ?? 'unproven', storage, cause, readable, provenAt: null, goneSince: null }
}

const STANDING: Partial<Record<InspectionJudgement['storage'], InspectionJudgement['standing']>> = {
  blank: 'missing',
  none: 'missing',
  unreadable: 'unreadable',
}

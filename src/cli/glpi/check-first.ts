import type { VendorVerdict } from '#domain/verdict.ts'
import type { Glpi } from '#glpi/glpi.ts'
import { CLI_WORDS } from '../cli-words.ts'
import type { Say } from '../language.ts'
import type { WantedKey } from '../wanted-key.ts'
import { judgeInspection, inspectionResultOf, type Noted, type KeyStatus } from './inspection-result.ts'

/**
 * `strict` (`--check`): only a key that GLPI Network accepts is written. `never` (`--no-check`): GLPI Network is not asked.
 * `careful`, without either: a key that it refuses is not written, and one that it does not answer about replaces no other key.
 */
export type CheckMode = 'strict' | 'careful' | 'never'

/** @param check what commander makes of `--check` and `--no-check`; undefined for neither. */
export const checkModeOf = (check: boolean | undefined): CheckMode =>
  check === undefined ? 'careful' : check ? 'strict' : 'never'

type Verdict = { verdict: VendorVerdict; message: string | null }

/** Where nothing is lost by a write: GLPI has no key that it could read, or has this one. */
const NOTHING_TO_LOSE = new Set<KeyStatus>(['missing', 'unreadable', 'wanted'])

/** Whether a write waits for GLPI Network to accept the key. @param standing what the GLPI holds now. */
export function isHeldBack({ verdict }: Pick<Verdict, 'verdict'>, mode: CheckMode, standing: KeyStatus): boolean {
  if (verdict === 'accepted' || mode === 'never') return false
  if (verdict !== 'no-answer' || mode === 'strict') return true
  return !NOTHING_TO_LOSE.has(standing)
}

/** The same, for a GLPI that is inspected where it matters what it holds: where GLPI Network does not answer. */
export async function isHeldBackFrom(
  glpi: Glpi,
  verdict: Verdict,
  mode: CheckMode,
  wanted: WantedKey,
  noted: Noted | null,
  signal: AbortSignal,
): Promise<boolean> {
  if (!isHeldBack(verdict, mode, 'unseen')) return false
  const seen = inspectionResultOf(await glpi.inspect(() => undefined, signal))
  return isHeldBack(verdict, mode, judgeInspection(seen, wanted, noted).standing)
}

/** Why nothing was written, in one sentence. */
export function heldBackWords(say: Say, { verdict, message }: Verdict, mode: CheckMode): string {
  const values = { quote: message ? ` (“${message}”)` : '' }
  if (verdict === 'refused') return say(CLI_WORDS.heldBackRefused, values)
  if (verdict === 'ended') return say(CLI_WORDS.heldBackEnded, values)
  return say(mode === 'strict' ? CLI_WORDS.heldBackNoAnswer : CLI_WORDS.heldBackGoodKey)
}

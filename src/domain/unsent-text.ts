import type { CauseCode } from './cause-codes.ts'
import type { KeyInspection, WrongSecret } from './key.ts'

/** Whole texts and files that are no secret at all. */
const CAUSES: Partial<Record<WrongSecret, CauseCode>> = {
  placeholder: 'key-placeholder',
  'decoded-key': 'key-damaged',
  'latchkey-report': 'key-unsendable',
  'word-document': 'key-unsendable',
  pdf: 'key-unsendable',
  picture: 'key-unsendable',
  archive: 'key-unsendable',
  'other-file': 'key-unsendable',
}

/** Why a text that was given as a key is neither sent nor saved. */
export function causeOfUnsent({
  finding,
  wrongSecret,
  several,
}: Pick<KeyInspection, 'finding' | 'wrongSecret' | 'several'>): CauseCode {
  if (wrongSecret !== null) return CAUSES[wrongSecret] ?? 'key-wrong-secret'
  return finding === 'unfamiliar' && several.length === 0 ? 'key-unsendable' : 'key-damaged'
}

import { CAUSES, type CauseCode } from '#domain/causes.ts'
import { isDone, type WriteOutcome } from '#domain/storage.ts'

/** What came of a write, for people. */
export function outcomeWords(name: string, outcome: WriteOutcome, wanted: 'set' | 'remove'): string[] {
  const { did, cause, errorCode } = outcome
  if (isDone(outcome, wanted)) {
    if (wanted === 'remove') return [`${name}: the key is gone from GLPI, and that is proven`]
    return [
      did === 'kept' ? `${name}: GLPI holds this key already` : `${name}: GLPI has stored the key, and that is proven`,
    ]
  }
  const sent = wanted === 'set' ? 'written, and not proven' : 'emptied, and that is not proven'
  const what = did === 'kept' ? 'nothing was written' : sent
  return [`${name}: ${what}${errorCode ? ` (${errorCode})` : ''}`, ...causeLines(cause)]
}

export const causeLines = (cause: CauseCode | null): string[] =>
  cause === null ? [] : [`cause: ${CAUSES[cause].title.message} (${cause})`, `next: ${CAUSES[cause].next.message}`]

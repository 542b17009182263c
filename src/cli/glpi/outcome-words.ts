import { causeWordsOf, type Peer } from '#domain/cause-words.ts'
import type { CauseCode } from '#domain/causes.ts'
import type { Evidence } from '#contract/glpi-snapshot.ts'
import { evidenceWords } from './evidence-words.ts'
import { isDone, type WriteOutcome } from '#domain/storage.ts'

/** What came of a write, for people. */
export function outcomeWords(name: string, outcome: WriteOutcome, wanted: 'set' | 'remove'): string[] {
  const { did, cause, errorCode, evidence } = outcome
  if (isDone(outcome, wanted)) {
    if (wanted === 'remove') return [`${name}: the key is gone from GLPI, and that is proven`]
    return [
      did === 'kept' ? `${name}: GLPI holds this key already` : `${name}: GLPI has stored the key, and that is proven`,
    ]
  }
  const sent = wanted === 'set' ? 'written, and not proven' : 'emptied, and that is not proven'
  const what = did === 'kept' ? 'nothing was written' : sent
  return [
    `${name}: ${what}${inBrackets({ ...evidence, ...(errorCode && { errorCode }) })}`,
    ...causeLines(cause, 'glpi', errorCode),
  ]
}

/** @param peer whom the question was for: GLPI Network, or the GLPI. */
export function causeLines(cause: CauseCode | null, peer: Peer, errorCode: string | null = null): string[] {
  if (cause === null) return []
  const { title, next } = causeWordsOf(cause, peer, errorCode)
  return [`cause: ${title.message} (${cause})`, `next: ${next.message}`]
}

/** What came in place of an answer, in one line: ` (HTTP 502, “502 Bad Gateway”)`. */
export function inBrackets(evidence: Evidence | null): string {
  const words = evidenceWords(evidence)
  return words === '' ? '' : ` (${words})`
}

import { causeWordsOf, type Peer } from '#domain/cause-words.ts'
import type { CauseCode } from '#domain/causes.ts'
import type { Evidence } from '#contract/glpi-snapshot.ts'
import { CLI_WORDS } from '../cli-words.ts'
import type { Say } from '../language.ts'
import { evidenceWords } from './evidence-words.ts'
import { isDone, type WriteOutcome } from '#domain/storage.ts'

/** The outcome of a write, for people. */
export function outcomeWords(say: Say, name: string, outcome: WriteOutcome, wanted: 'set' | 'remove'): string[] {
  const { did, cause, errorCode, evidence } = outcome
  if (isDone(outcome, wanted)) {
    if (wanted === 'remove') return [`${name}: ${say(CLI_WORDS.keyRemoved)}`]
    return [`${name}: ${say(did === 'kept' ? CLI_WORDS.keyUnchanged : CLI_WORDS.keyStored)}`]
  }
  const sent = wanted === 'set' ? CLI_WORDS.writtenUnproven : CLI_WORDS.emptiedUnproven
  const what = did === 'kept' ? CLI_WORDS.nothingWritten : sent
  return [
    `${name}: ${say(what)}${inBrackets(say, { ...evidence, ...(errorCode && { errorCode }) })}`,
    ...causeLines(say, cause, 'glpi', errorCode),
  ]
}

/** @param peer who was asked: GLPI Network, or the GLPI. */
export function causeLines(say: Say, cause: CauseCode | null, peer: Peer, errorCode: string | null = null): string[] {
  if (cause === null) return []
  const { title, next } = causeWordsOf(cause, peer, errorCode)
  return [say(CLI_WORDS.cause, { title: say(title), cause }), say(CLI_WORDS.next, { next: say(next) })]
}

/** What came in place of an answer, in one line: ` (HTTP 502, “502 Bad Gateway”)`. */
export function inBrackets(say: Say, evidence: Evidence | null): string {
  const words = evidenceWords(say, evidence)
  return words === '' ? '' : ` (${words})`
}

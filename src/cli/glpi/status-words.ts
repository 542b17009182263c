import { CLI_WORDS } from '../cli-words.ts'
import type { Say } from '../language.ts'
import type { InspectionJudgement } from './inspection-result.ts'

/** What a GLPI holds, in one sentence: what was seen, and when. What was not seen is unknown. */
export function statusWords(
  say: Say,
  { standing, storage, readable, provenAt, goneSince }: InspectionJudgement,
): string {
  switch (standing) {
    case 'wanted':
      if (readable) return say(CLI_WORDS.holdsReadable)
      return provenAt === null ? say(CLI_WORDS.holdsUnknown) : say(CLI_WORDS.provenBefore, { instant: provenAt })
    case 'unproven':
      return say(CLI_WORDS.holdsUnproven)
    case 'other':
      return say(CLI_WORDS.holdsAnother)
    case 'missing':
      if (storage === 'blank') return say(CLI_WORDS.holdsBlank)
      return goneSince === null ? say(CLI_WORDS.holdsNone) : say(CLI_WORDS.goneSince, { instant: goneSince })
    case 'unreadable':
      return say(CLI_WORDS.holdsUnreadable)
    case 'unseen':
      break
  }
  return say(CLI_WORDS.notSeen)
}

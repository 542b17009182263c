import { code, table, type TranslateWords } from '../markdown.ts'
import type { HistoryEntry } from '../history.ts'
import { EVENT_WORDS, LABEL } from '../report-words.ts'
import { STATE_WORDS } from '../state-words.ts'

const SHOWN = 20

/** Newest first. */
export function historySection(history: readonly HistoryEntry[], say: TranslateWords): string {
  const head = [LABEL.when, LABEL.what, LABEL.state, LABEL.cause, LABEL.times, LABEL.fingerprint].map(say)
  const rows = history
    .slice(0, SHOWN)
    .map(({ lastAt, event, state, cause, count, fingerprint }) => [
      code(lastAt),
      say(EVENT_WORDS[event]),
      say(STATE_WORDS[state].badge),
      cause === null ? '' : code(cause),
      String(count),
      fingerprint === null ? '' : code(fingerprint),
    ])
  return [`## ${say(LABEL.history)}`, table(head, rows)].join('\n\n')
}

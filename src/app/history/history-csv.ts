import type { I18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { csvOf } from '#contract/csv-text.ts'
import type { HistoryEntry } from '#contract/history.ts'
import { actorWords, eventWords } from '../shared/history-words.ts'
import { stateWordsOf } from '../shared/verdict/state-words.ts'

const HEAD = [
  msg`First`,
  msg`Last`,
  msg`Times`,
  msg`What`,
  msg`State`,
  msg`Cause`,
  msg`Key`,
  msg`By`,
  msg`Subscription ends`,
]

/** Times as ISO 8601 in UTC, causes by their codes: other programs read them as well. */
export const historyCsv = (entries: readonly HistoryEntry[], i18n: I18n): string =>
  csvOf([
    HEAD.map((name) => i18n._(name)),
    ...entries.map((entry) => [
      entry.firstAt,
      entry.lastAt,
      String(entry.count),
      i18n._(eventWords(entry)),
      i18n._(stateWordsOf(entry.state).badge),
      entry.cause ?? '',
      entry.fingerprint ?? '',
      i18n._(actorWords(entry)),
      entry.endsAt ?? '',
    ]),
  ])

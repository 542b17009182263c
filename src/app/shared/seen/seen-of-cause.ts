import type { I18n } from '@lingui/core'
import { CAUSES, type CauseCode } from '#domain/causes.ts'
import { causesOfSentence, SENTENCE_CODES } from '#domain/glpi-sentences.ts'
import { statesWith } from '#domain/question-trees.ts'
import { stateWordsOf } from '../verdict/state-words.ts'
import { sentenceWords } from './sentence-words.ts'

/** All that one may know a cause by: its code and title, the badge, and what GLPI shows. */
export function seenOfCause(code: CauseCode, i18n: I18n): string[] {
  const { title, glpi } = CAUSES[code]
  return [
    code,
    i18n._(title),
    i18n._(glpi),
    ...statesWith(code).map((state) => i18n._(stateWordsOf(state).badge)),
    ...SENTENCE_CODES.filter((sentence) => causesOfSentence(sentence).includes(code)).map((sentence) =>
      sentenceWords(sentence, i18n),
    ),
  ]
}

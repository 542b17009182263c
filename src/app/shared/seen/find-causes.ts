import type { I18n } from '@lingui/core'
import { CAUSE_CODES, type CauseCode } from '#domain/cause-codes.ts'
import { causesOfSentence } from '#domain/glpi-sentences.ts'
import { hasWords } from './search-words.ts'
import { seenOfCause } from './seen-of-cause.ts'
import { readOutOf } from './words-read-out.ts'

/** Causes by what one sees: those with these words, then those of what GLPI may be saying in another language, the likeliest first. */
export function findCauses(search: string, i18n: I18n): CauseCode[] {
  const known = CAUSE_CODES.filter((code) => hasWords(seenOfCause(code, i18n), search))
  return [...new Set([...known, ...readOutOf(search).flatMap(causesOfSentence)])]
}

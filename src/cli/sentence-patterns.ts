import type { Words } from '#domain/causes.ts'
import type { Say } from './language.ts'

/** Sentences that others made in English, and their words. A group of a pattern is the value of the placeholder with its name. */
export type SentencePatterns = readonly (readonly [RegExp, Words])[]

/** A whole sentence in the reader's language. One that no pattern fits stays as it is. */
export function translateSentence(say: Say, sentence: string, patterns: SentencePatterns): string {
  if (say.language === 'en') return sentence
  for (const [pattern, words] of patterns) {
    const found = pattern.exec(sentence)
    if (found) return say(words, found.groups)
  }
  return sentence
}

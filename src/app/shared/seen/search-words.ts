import { foldLetters } from '../../ui/fold.ts'

/** Whether one of these texts has every word of a search, whatever its case and accents; what is not a letter or a digit parts words. */
export function hasWords(texts: readonly string[], search: string): boolean {
  const wanted = wordsOf(search).split(' ')
  return texts.map(wordsOf).some((text) => wanted.every((word) => text.includes(word)))
}

/** Whether this text has the words of a search side by side, as one reads them off. */
export const hasPhrase = (text: string, search: string): boolean => wordsOf(text).includes(wordsOf(search))

const wordsOf = (text: string): string =>
  foldLetters(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Takes a command apart into its words as a shell does, by blanks and quotes and nothing else; null while a quote is open. */
export function wordsOfCommand(command: string): string[] | null {
  const words: string[] = []
  let word: string | null = null
  let quote: string | null = null
  for (const sign of command) {
    if (quote !== null) {
      if (sign === quote) quote = null
      else word += sign
    } else if (sign === '"' || sign === "'") {
      quote = sign
      word ??= ''
    } else if (/\s/.test(sign)) {
      if (word !== null) words.push(word)
      word = null
    } else {
      word = (word ?? '') + sign
    }
  }
  if (quote !== null) return null
  return word === null ? words : [...words, word]
}

/** Back into one line, which reads as the same words. */
export const commandOfWords = (words: readonly string[]): string =>
  words
    .map((word) => {
      if (word !== '' && !/[\s"']/.test(word)) return word
      // a word with both kinds of quote is written in two parts
      return word
        .split('"')
        .map((part) => `"${part}"`)
        .join(`'"'`)
    })
    .join(' ')

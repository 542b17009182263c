import { MAX_FACT_CHARACTERS, WITHHELD } from '#domain/diagnosis.ts'

/** What came over a wire, made fit to be shown: printable, cut, and withheld as a whole when it quotes the key. */
export type Scrub = (text: string) => string

const RUN = 12

export function scrubFor(key: string | null): Scrub {
  return (text) => (key !== null && quotes(text, key) ? WITHHELD : printable(text))
}

const printable = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_FACT_CHARACTERS)

function quotes(text: string, key: string): boolean {
  for (let start = 0; start + RUN <= key.length; start += 1)
    if (text.includes(key.slice(start, start + RUN))) return true
  return false
}

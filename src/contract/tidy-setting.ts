/** Quotes that env files and word processors leave around a value. */
const QUOTED = [/^"(.*)"$/su, /^'(.*)'$/su, /^`(.*)`$/su, /^“(.*)”$/su, /^‘(.*)’$/su, /^«(.*)»$/su]
/** Blanks, line ends, and characters that nobody sees. */
const AROUND = /^[\s\p{Cc}\p{Cf}]+|[\s\p{Cc}\p{Cf}]+$/gu

/** A setting without what stands around it: blanks, a line's end, the quotes of `docker --env-file`. */
export function tidySetting(text: string): string {
  const bare = text.replace(AROUND, '')
  const inner = QUOTED.map((quotes) => quotes.exec(bare)?.[1]).find((found) => found !== undefined)
  return inner === undefined ? bare : tidySetting(inner)
}

/** What the first group of a pattern has found, as often as it is there. */
export const foundIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found)

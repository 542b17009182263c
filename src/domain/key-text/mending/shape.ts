const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g
const TOKEN =
  /(?<blanks>[ \t]+)|(?<offset>(?<![\da-z])(?=[a-f]*\d)[\da-f]{4,}(?![\da-z]))|(?<digits>\d+)|(?<letter>(?<![a-z])[a-z](?=[).]))|[^]/gi

/**
 * The source of a regular expression for texts that are the same but for what counts: `[2/3] `, a time of day, an
 * offset, `b)`. Numbers are aligned, so blanks before them may be more or fewer.
 */
export const shapeOf = (text: string): string =>
  [...text.matchAll(TOKEN)]
    .map(({ 0: token, index, groups }) => {
      if (groups?.['blanks']) return index === 0 ? '[ \\t]*' : '[ \\t]+'
      if (groups?.['offset']) return `[\\da-fA-F]{1,${token.length + 2}}`
      if (groups?.['digits']) return `\\d{1,${token.length + 2}}`
      return groups?.['letter'] ? '[a-zA-Z]' : token.replace(SPECIAL, '\\$&')
    })
    .join('')

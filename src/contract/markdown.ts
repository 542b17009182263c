import type { Words } from '#domain/causes.ts'

/** Puts words into the reader's language. */
export type TranslateWords = (words: Words) => string

/**
 * A text from the other side of a wire, as a code span: no link, no HTML, no emphasis comes of it. A vertical bar would
 * end its cell even there, and a backslash before it would not help everywhere (GFM, 4.10), so it is drawn broken.
 */
export function code(text: string): string {
  const harmless = text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .replaceAll('|', '¦')
    .replaceAll('`', 'ˋ')
  return harmless === '' ? '' : `\`${harmless}\``
}

/** @param rows cells that are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

export const bullets = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n')

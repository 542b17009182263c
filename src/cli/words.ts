import { FINDING_WORDS, SEVERAL_KEYS_WORDS } from '#contract/finding-words.ts'
import { WRONG_SECRET_WORDS } from '#contract/wrong-secret-words.ts'
import type { KeyInspection } from '#domain/key.ts'
import { EDIT_COUNT_WORDS } from './edit-words.ts'
import type { Say } from './language.ts'

/** Each edit with its count, in the order of the text. */
export const editsInWords = (say: Say, { edits }: KeyInspection): string =>
  edits.map(({ kind, count }) => say(EDIT_COUNT_WORDS[kind], { count })).join(', ')

/** What a text is, and what to do about it: one sentence or several, the last without its full stop. */
export function findingInWords(say: Say, { finding, wrongSecret, several }: KeyInspection): string {
  const { title, next } = several.length > 0 ? SEVERAL_KEYS_WORDS : FINDING_WORDS[finding]
  const secret = wrongSecret && WRONG_SECRET_WORDS[wrongSecret]
  const sentences = secret ? [secret.title, secret.belongs] : [title, ...(next ? [next] : [])]
  return sentences
    .map((words) => say(words))
    .join('. ')
    .replace(/\.$/, '')
}

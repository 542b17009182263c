import { CAUSE_CODES, type CauseCode } from '#domain/cause-codes.ts'
import { SENTENCE_CODES, type SentenceCode } from '#domain/glpi-sentences.ts'
import { CAUSE_TREES, FINDING_TREES, SENTENCE_TREE, STATE_TREES, type Branch } from '#domain/question-trees.ts'
import { FINDINGS, STATES, type Finding, type State } from '#domain/verdict.ts'
import { readOutOf } from '../shared/seen/words-read-out.ts'

/** What a call is about: a cause, or what the caller sees while the cause is not known. */
export type Topic =
  | { is: 'cause'; code: CauseCode }
  | { is: 'badge'; code: State }
  | { is: 'box'; code: Finding }
  | { is: 'glpi'; code: SentenceCode }

export const TOPICS: Topic[] = [
  ...STATES.map((code) => ({ is: 'badge', code }) as const),
  ...FINDINGS.filter((code) => code !== 'empty').map((code) => ({ is: 'box', code }) as const),
  ...SENTENCE_CODES.map((code) => ({ is: 'glpi', code }) as const),
  ...CAUSE_CODES.map((code) => ({ is: 'cause', code }) as const),
]

/** What GLPI may have said to a caller who reads it out in another language, the likeliest first. */
export const readOutTopics = (search: string): Topic[] =>
  readOutOf(search).flatMap((code) => TOPICS.filter((topic) => topic.is === 'glpi' && topic.code === code))

/** In an address: `cause.key-refused`. */
export const topicId = ({ is, code }: Topic): string => `${is}.${code}`
export const topicOf = (id: string): Topic | null => TOPICS.find((topic) => topicId(topic) === id) ?? null

/** The questions to ask about it. */
export function questionsAbout(topic: Topic): Branch {
  if (topic.is === 'cause') return CAUSE_TREES[topic.code]
  if (topic.is === 'badge') return STATE_TREES[topic.code]
  if (topic.is === 'box') return FINDING_TREES[topic.code]
  return SENTENCE_TREE
}

/** A badge or a finding that means one cause, and nothing else, is that cause. */
export function settled(topic: Topic): Topic {
  const tree = questionsAbout(topic)
  return tree.is === 'cause' ? { is: 'cause', code: tree.cause } : topic
}

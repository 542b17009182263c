import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { FINDING_WORDS } from '#contract/finding-words.ts'
import { STATE_WORDS } from '#contract/state-words.ts'
import { GLPI_SENTENCES } from '#domain/glpi-sentences.ts'
import { causeOf } from '../shared/cause/catalogue.ts'
import { seenOfCause } from '../shared/seen/seen-of-cause.ts'
import { PLACE_WORDS, sentenceWords } from '../shared/seen/sentence-words.ts'
import type { Topic } from './topic.ts'

const BADGE: MessageDescriptor = msg`On the badge`
const BOX: MessageDescriptor = msg`Under the box`
const CAUSE: MessageDescriptor = msg`Cause`

/** What one picks it by: in the caller's words, or GLPI's. */
export function topicWords(topic: Topic, i18n: I18n): string {
  if (topic.is === 'cause') return i18n._(causeOf(topic.code).title)
  if (topic.is === 'badge') return i18n._(STATE_WORDS[topic.code].badge)
  if (topic.is === 'box') return i18n._(FINDING_WORDS[topic.code].title)
  return sentenceWords(topic.code, i18n)
}

/** Where the caller sees it. */
export function placeWords(topic: Topic): MessageDescriptor {
  if (topic.is === 'cause') return CAUSE
  if (topic.is === 'badge') return BADGE
  if (topic.is === 'box') return BOX
  return PLACE_WORDS[GLPI_SENTENCES[topic.code].place]
}

/** What a search looks at. */
export function textsOf(topic: Topic, i18n: I18n): string[] {
  if (topic.is === 'cause') return seenOfCause(topic.code, i18n)
  if (topic.is === 'badge') return [topicWords(topic, i18n), i18n._(STATE_WORDS[topic.code].sentence)]
  return [topicWords(topic, i18n)]
}

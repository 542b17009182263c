import type { I18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { QUESTION_WORDS } from '#domain/cause-catalogue/desk/questions.ts'
import { STEPS } from '#domain/cause-catalogue/desk/steps.ts'
import { askedIn, leafFor, type Answers } from '#domain/question-trees.ts'
import { causeOf } from '../shared/cause/catalogue.ts'
import { topicWords } from './topic-words.ts'
import { questionsAbout, type Topic } from './topic.ts'

type Call = { topic: Topic; answers: Answers; ticket: string; code: string | null }

/** What goes into the ticket: what it was, what was asked, what to do. In the language of `i18n`. */
export function closingText({ topic, answers, ticket, code }: Call, i18n: I18n): string {
  const tree = questionsAbout(topic)
  const what = topicWords(topic, i18n)
  const leaf = leafFor(tree, answers)
  const found = leaf?.is === 'cause' ? leaf.cause : topic.is === 'cause' ? topic.code : null
  const todo = leaf?.is === 'step' ? STEPS[leaf.step].words : found && causeOf(found).next
  const title = leaf?.is === 'cause' ? i18n._(causeOf(leaf.cause).title) : null
  const step = todo && i18n._(todo)
  const yes = i18n._(msg`Yes`)
  const no = i18n._(msg`No`)
  return [
    ticket !== '' && i18n._(msg`Ticket: ${ticket}`),
    code !== null && i18n._(msg`Support code: ${code}`),
    i18n._(msg`Found: ${what}`),
    topic.is === 'cause' && i18n._(causeOf(topic.code).meaning),
    ...askedIn(tree, answers).map(
      ({ ask, answer }) => `${i18n._(QUESTION_WORDS[ask])} → ${answer === 'yes' ? yes : no}`,
    ),
    title !== null && i18n._(msg`Then it is: ${title}`),
    step !== null && i18n._(msg`To do: ${step}`),
  ]
    .filter((line) => line !== false)
    .join('\n')
}

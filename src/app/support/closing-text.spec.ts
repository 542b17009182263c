import { setupI18n } from '@lingui/core'
import { expect, test } from 'vitest'
import type { Answers } from '#domain/question-trees.ts'
import { closingText } from './closing-text.ts'
import { settled, topicId, topicOf, TOPICS, type Topic } from './topic.ts'

const i18n = setupI18n({ locale: 'en', messages: { en: {} } })

test.each<[string, Topic, Answers, string | null, string, string[]]>([
  [
    'a cause, with what was asked and what that leads to',
    { is: 'cause', code: 'subscription-ended' },
    { 'ends-later': 'yes' },
    'N6J-BQ2-CS8',
    '4711',
    [
      'Ticket: 4711',
      'Support code: N6J-BQ2-CS8',
      'Found: The subscription has ended',
      'The key is genuine, but its subscription is no longer running.',
      'Does your account on the portal show an end date in the future? → Yes',
      'To do: Check the key again.',
    ],
  ],
  [
    'answers that lead to another cause',
    { is: 'cause', code: 'stored-blank' },
    { 'removed-in-glpi': 'no', 'file-readable': 'no' },
    null,
    '',
    [
      'Found: The value stored in GLPI is empty',
      'Somebody removed the key in GLPI. Or GLPI could not encrypt it and silently saved an empty value, as it does while config/glpicrypt.key is missing or unreadable.',
      'Did somebody remove the key in GLPI? → No',
      'Is config/glpicrypt.key there, 32 bytes, and can the web server’s user read it? Do not send it to me. → No',
      'Then it is: GLPI’s encryption file is missing or damaged',
      'To do: A server administrator can restore the file from a backup or let PHP read it again, and keep the config folder on a volume. Until then, save nothing in GLPI: it would store every secret as an empty value.',
    ],
  ],
  [
    'without an answer, the next step of the cause',
    { is: 'cause', code: 'glpi-maintenance' },
    {},
    null,
    '',
    [
      'Found: GLPI is in maintenance mode',
      'GLPI answers every request with its maintenance page, including requests to its API. This says nothing about the key.',
      'To do: Wait until the maintenance is over, or end it with php bin/console maintenance:disable. GLPI’s console still works.',
    ],
  ],
  ['a badge, of which nothing else is known', { is: 'badge', code: 'pending' }, {}, null, '', ['Found: Pending']],
])('%s', (_, topic, answers, code, ticket, lines) => {
  expect(closingText({ topic, answers, code, ticket }, i18n).split('\n')).toEqual(lines)
})

test('every topic has an address of its own, and comes back from it', () => {
  const ids = TOPICS.map(topicId)
  expect(new Set(ids).size).toBe(TOPICS.length)
  expect(ids.map(topicOf)).toEqual(TOPICS)
  expect(topicOf('cause.nothing-of-the-kind')).toBeNull()
})

test.each<[Topic, Topic]>([
  [
    { is: 'badge', code: 'refused' },
    { is: 'cause', code: 'key-refused' },
  ],
  [
    { is: 'box', code: 'masked' },
    { is: 'cause', code: 'key-damaged' },
  ],
  [
    { is: 'badge', code: 'pending' },
    { is: 'badge', code: 'pending' },
  ],
])('%j settles as %j', (topic, settledAs) => {
  expect(settled(topic)).toEqual(settledAs)
})

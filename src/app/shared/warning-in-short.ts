import type { MessageDescriptor } from '@lingui/core'
import { msg, plural } from '@lingui/core/macro'
import type { Instance } from '#contract/panel.ts'
import { stateWordsOf } from './verdict/state-words.ts'

type Warning = Instance['warning']

/** In the fewest words: a browser's tab and a row of the list have little room. */
const SHORT_WORDS: Record<Exclude<Warning['kind'], 'ends-soon'>, MessageDescriptor> = {
  none: stateWordsOf('active').badge,
  ended: stateWordsOf('ended').badge,
  'not-started': stateWordsOf('not-started').badge,
  refused: stateWordsOf('refused').badge,
  broken: stateWordsOf('broken').badge,
  differs: stateWordsOf('differs').badge,
  'clock-wrong': msg`Clock wrong`,
  'vendor-silent': msg`No answer for days`,
  'glpi-silent': msg`GLPI silent for days`,
  'vendor-no-answer': msg`No answer`,
  'glpi-no-answer': msg`GLPI does not answer`,
  unproven: msg`Not proven`,
  'end-unknown': msg`End not known`,
  unverified: stateWordsOf('pending').badge,
  'no-key': stateWordsOf('none').badge,
  managed: stateWordsOf('managed').badge,
}

const daysLeftWords = (days: number): MessageDescriptor =>
  msg`${plural(days, { 0: 'Ends today', one: '# day left', other: '# days left' })}`

export const warningInShort = ({ kind, days }: Warning): MessageDescriptor =>
  kind === 'ends-soon' ? daysLeftWords(days ?? 0) : SHORT_WORDS[kind]

import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Tone } from '../ui/tone.ts'
import type { Standing } from './links.ts'

/** How a link stands: for the eye by its tone, for a screen reader and in place of evidence by its word. */
export const STANDING_WORDS: Record<Standing, { tone: Tone; word: MessageDescriptor }> = {
  passed: { tone: 'success', word: msg`passed` },
  failed: { tone: 'danger', word: msg`failed` },
  'not-reached': { tone: 'neutral', word: msg`not reached` },
  'not-needed': { tone: 'neutral', word: msg`not needed` },
  waiting: { tone: 'neutral', word: msg`waiting` },
  trying: { tone: 'info', word: msg`trying…` },
  left: { tone: 'neutral', word: msg`not tried` },
}

/** The fact `reason`. */
const REASON_WORDS: Record<string, MessageDescriptor> = {
  'no-key': msg`no key is saved, so none was sent`,
  'no-proxy': msg`none is set: this server connects directly`,
  'plain-http': msg`not needed: the address is plain HTTP`,
  'earlier-failure': msg`not reached`,
  cancelled: msg`cancelled`,
  'out-of-time': msg`not reached: the time for the whole was up`,
  withheld: msg`not sent: the key was held back`,
}

export const reasonWords = (reason: string | undefined): MessageDescriptor | undefined =>
  reason === undefined ? undefined : REASON_WORDS[reason]

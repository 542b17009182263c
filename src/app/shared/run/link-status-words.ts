import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { LinkStatus } from '#contract/diagnosis-links.ts'
import { SETTING_FAULT_WORDS } from '#contract/setting-fault-words.ts'
import { REASONS, type Reason } from '#domain/diagnosis.ts'
import type { Tone } from '../../ui/tone.ts'

/** The status of a link: its tone for the eye; its word for a screen reader, and where there is no evidence. */
export const LINK_STATUS_WORDS: Record<LinkStatus, { tone: Tone; word: MessageDescriptor }> = {
  passed: { tone: 'success', word: msg`passed` },
  failed: { tone: 'danger', word: msg`failed` },
  'not-reached': { tone: 'neutral', word: msg`not reached` },
  'not-needed': { tone: 'neutral', word: msg`not needed` },
  waiting: { tone: 'neutral', word: msg`waiting` },
  trying: { tone: 'info', word: msg`trying…` },
  left: { tone: 'neutral', word: msg`not tried` },
}

/** Why a step was not taken. */
const REASON_WORDS: Record<Reason, MessageDescriptor> = {
  'no-key': msg`no key to ask about`,
  'no-proxy': msg`none is set: this server connects directly`,
  'plain-http': msg`not needed: the address is plain HTTP`,
  'earlier-failure': msg`not reached`,
  cancelled: msg`cancelled`,
  'out-of-time': msg`not reached: the overall time limit was reached first`,
  'rate-limited': msg`not asked: GLPI Network asked for a pause`,
  'key-refused': msg`not asked: the key was refused`,
  'no-token': msg`not asked: there is no token for this GLPI`,
  'nothing-stored': msg`no key was ever saved in this GLPI`,
  'no-curl': msg`not asked: PHP there has no curl`,
  'proxy-unknown': msg`not asked: GLPI’s proxy settings could not be read`,
  'no-key-file': msg`cannot be decrypted here without GLPI’s encryption file`,
  ...SETTING_FAULT_WORDS,
}

export function reasonWords(reason: string | undefined): MessageDescriptor | null {
  const known = REASONS.find((name) => name === reason)
  return known ? REASON_WORDS[known] : null
}

import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { CauseCode } from '#domain/causes.ts'
import type { State, VendorVerdict } from '#domain/verdict.ts'
import type { Tone } from '../../ui/tone.ts'

type Words = { tone: Tone; badge: MessageDescriptor; sentence: MessageDescriptor }

const STATE_WORDS: Record<State, Words> = {
  none: { tone: 'neutral', badge: msg`No key`, sentence: msg`No registration key is saved` },
  active: {
    tone: 'success',
    badge: msg`Active`,
    sentence: msg`GLPI Network accepts the key, and the subscription is running`,
  },
  expiring: {
    tone: 'warning',
    badge: msg`Expiring`,
    sentence: msg`GLPI Network accepts the key, but the subscription ends soon`,
  },
  ended: { tone: 'danger', badge: msg`Ended`, sentence: msg`The key is genuine, but its subscription has ended` },
  'not-started': {
    tone: 'warning',
    badge: msg`Not started`,
    sentence: msg`The key is genuine, but its subscription has not started yet`,
  },
  refused: { tone: 'danger', badge: msg`Refused`, sentence: msg`GLPI Network refuses the key` },
  pending: {
    tone: 'info',
    badge: msg`Pending`,
    sentence: msg`The key is saved, and GLPI Network has not answered about it yet`,
  },
  unconfirmed: {
    tone: 'warning',
    badge: msg`Unconfirmed`,
    sentence: msg`The key was good when last checked; GLPI Network does not answer now`,
  },
  differs: { tone: 'warning', badge: msg`Differs`, sentence: msg`GLPI holds another key than Latchkey does` },
  broken: { tone: 'danger', badge: msg`Broken`, sentence: msg`A key is stored, but GLPI cannot read it` },
  managed: {
    tone: 'neutral',
    badge: msg`Managed`,
    sentence: msg`The hosting platform holds the key of this instance`,
  },
}

export const stateWordsOf = (state: State): Words => STATE_WORDS[state]

type VerdictWords = { tone: Tone; word: MessageDescriptor }

const VERDICT_WORDS: Record<VendorVerdict, VerdictWords> = {
  accepted: { tone: 'success', word: msg`Accepted` },
  ended: { tone: 'danger', word: msg`Subscription ended` },
  refused: { tone: 'danger', word: msg`Refused` },
  'no-answer': { tone: 'warning', word: msg`No answer` },
  'not-asked': { tone: 'neutral', word: msg`Not asked yet` },
}

export const verdictWordsOf = (verdict: VendorVerdict, cause: CauseCode | null): VerdictWords =>
  verdict === 'ended' && cause === 'subscription-not-started'
    ? { tone: 'warning', word: msg`Subscription not started` }
    : VERDICT_WORDS[verdict]

import type { CauseCode, Words } from '#domain/causes.ts'
import type { State, VendorVerdict } from '#domain/verdict.ts'

export type StateWords = { badge: Words; sentence: Words }

/** One word for badges and lists, and the same in a sentence. */
export const STATE_WORDS: Record<State, StateWords> = {
  none: {
    badge: /*i18n*/ { id: 'state.none', message: 'No key' },
    sentence: /*i18n*/ { id: 'state.none.sentence', message: 'No registration key is saved' },
  },
  active: {
    badge: /*i18n*/ { id: 'state.active', message: 'Active' },
    sentence: /*i18n*/ {
      id: 'state.active.sentence',
      message: 'GLPI Network accepts the key, and the subscription is running',
    },
  },
  expiring: {
    badge: /*i18n*/ { id: 'state.expiring', message: 'Expiring' },
    sentence: /*i18n*/ {
      id: 'state.expiring.sentence',
      message: 'GLPI Network accepts the key, but the subscription ends soon',
    },
  },
  ended: {
    badge: /*i18n*/ { id: 'state.ended', message: 'Ended' },
    sentence: /*i18n*/ { id: 'state.ended.sentence', message: 'The key is genuine, but its subscription has ended' },
  },
  'not-started': {
    badge: /*i18n*/ { id: 'state.not-started', message: 'Not started' },
    sentence: /*i18n*/ {
      id: 'state.not-started.sentence',
      message: 'The key is genuine, but its subscription has not started yet',
    },
  },
  refused: {
    badge: /*i18n*/ { id: 'state.refused', message: 'Refused' },
    sentence: /*i18n*/ { id: 'state.refused.sentence', message: 'GLPI Network refuses the key' },
  },
  pending: {
    badge: /*i18n*/ { id: 'state.pending', message: 'Pending' },
    sentence: /*i18n*/ {
      id: 'state.pending.sentence',
      message: 'The key is saved, and GLPI Network has not answered about it yet',
    },
  },
  unconfirmed: {
    badge: /*i18n*/ { id: 'state.unconfirmed', message: 'Unconfirmed' },
    sentence: /*i18n*/ {
      id: 'state.unconfirmed.sentence',
      message: 'The key was good when last checked; GLPI Network does not answer now',
    },
  },
  differs: {
    badge: /*i18n*/ { id: 'state.differs', message: 'Differs' },
    sentence: /*i18n*/ { id: 'state.differs.sentence', message: 'GLPI holds a different key from Latchkey' },
  },
  broken: {
    badge: /*i18n*/ { id: 'state.broken', message: 'Broken' },
    sentence: /*i18n*/ { id: 'state.broken.sentence', message: 'A key is stored, but GLPI cannot read it' },
  },
  managed: {
    badge: /*i18n*/ { id: 'state.managed', message: 'Managed' },
    sentence: /*i18n*/ { id: 'state.managed.sentence', message: 'The hosting platform holds the key of this instance' },
  },
}

const VERDICT_WORDS: Record<VendorVerdict, Words> = {
  accepted: /*i18n*/ { id: 'verdict.accepted', message: 'Accepted' },
  ended: /*i18n*/ { id: 'verdict.ended', message: 'Subscription ended' },
  refused: /*i18n*/ { id: 'verdict.refused', message: 'Refused' },
  'no-answer': /*i18n*/ { id: 'verdict.no-answer', message: 'No answer' },
  'not-asked': /*i18n*/ { id: 'verdict.not-asked', message: 'Not asked yet' },
}

const NOT_STARTED: Words = /*i18n*/ { id: 'verdict.not-started', message: 'Subscription not started' }

/** What GLPI Network said. `ended` covers a subscription that has not begun; the cause tells the two apart. */
export const verdictWords = (verdict: VendorVerdict, cause: CauseCode | null): Words =>
  verdict === 'ended' && cause === 'subscription-not-started' ? NOT_STARTED : VERDICT_WORDS[verdict]

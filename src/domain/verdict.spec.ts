import { expect, test } from 'vitest'
import type { Storage } from './storage.ts'
import { stateOf, type VendorAnswer, type Known, type GlpiStorageState, type NoAnswer, type State } from './verdict.ts'

const answer = (verdict: VendorAnswer['verdict'], cause: VendorAnswer['cause'] = null): VendorAnswer => ({
  verdict,
  message: null,
  cause,
  subscription: null,
  owner: null,
  clockOffsetMs: 0,
})
const noAnswer: NoAnswer = { verdict: 'no-answer', message: null, cause: 'dns-timeout', retryAfterSeconds: null }

const ahead = answer('ended', 'subscription-not-started')

test.each<[string, Known | null, boolean, State]>([
  ['no key', null, false, 'none'],
  ['saved, never asked', { latest: null, answer: null }, false, 'pending'],
  ['saved, no answer yet', { latest: noAnswer, answer: null }, false, 'pending'],
  ['accepted', { latest: answer('accepted'), answer: answer('accepted') }, false, 'active'],
  ['accepted, a rung is due', { latest: answer('accepted'), answer: answer('accepted') }, true, 'expiring'],
  ['ended', { latest: answer('ended'), answer: answer('ended', 'subscription-ended') }, false, 'ended'],
  ['not started', { latest: ahead, answer: ahead }, false, 'not-started'],
  ['no answer does not start it', { latest: noAnswer, answer: ahead }, false, 'not-started'],
  ['no answer never turns a good key bad', { latest: noAnswer, answer: answer('accepted') }, false, 'unconfirmed'],
  ['no answer, a rung is due', { latest: noAnswer, answer: answer('accepted') }, true, 'unconfirmed'],
  ['no answer does not heal a refused key', { latest: noAnswer, answer: answer('refused') }, false, 'refused'],
  ['no answer does not renew an ended one', { latest: noAnswer, answer: answer('ended') }, false, 'ended'],
])('%s', (_, known, expiring, state) => {
  expect(stateOf(known, expiring)).toBe(state)
})

const good: Known = { latest: answer('accepted'), answer: answer('accepted') }
const place = (storage: Storage, more: Partial<GlpiStorageState> = {}): GlpiStorageState => ({
  storage,
  managed: false,
  holdsAnother: false,
  ...more,
})
const another = { holdsAnother: true }
const never: Known = { latest: noAnswer, answer: null }
const refused: Known = { latest: answer('refused'), answer: answer('refused') }
test.each<[string, Known | null, GlpiStorageState, State]>([
  ['proven in GLPI', good, place('proven'), 'active'],
  ['not seen in GLPI', good, place('unknown'), 'active'],
  ['a key that GLPI cannot read is broken, however good', good, place('unreadable'), 'broken'],
  ['so is one that GLPI does not have', good, place('blank'), 'broken'],
  ['no key is no broken key', null, place('blank'), 'none'],
  ['GLPI holds another key', good, place('unknown', another), 'differs'],
  ['another, and ours was never answered', never, place('unknown', another), 'differs'],
  ['another, and ours is refused', refused, place('unknown', another), 'differs'],
  ['a key in GLPI differs from none', null, place('unknown', another), 'none'],
  ['the platform holds the key', null, place('unknown', { managed: true }), 'managed'],
  ['the platform, whatever is known', good, place('blank', { managed: true }), 'managed'],
  ['the platform, whichever key it holds', good, place('unknown', { managed: true, holdsAnother: true }), 'managed'],
])('%s', (_, known, where, state) => {
  expect(stateOf(known, false, where)).toBe(state)
})

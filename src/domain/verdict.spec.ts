import { expect, test } from 'vitest'
import { stateOf, type Answer, type Known, type Place, type Silence, type State } from './verdict.ts'

const answer = (verdict: Answer['verdict']): Answer => ({
  verdict,
  message: null,
  cause: null,
  subscription: null,
  owner: null,
  clockOffsetMs: 0,
})
const silence: Silence = { verdict: 'no-answer', message: null, cause: 'dns-timeout', retryAfterSeconds: null }

test.each<[string, Known | null, boolean, State]>([
  ['no key', null, false, 'none'],
  ['saved, never asked', { latest: null, answer: null }, false, 'pending'],
  ['saved, the vendor silent', { latest: silence, answer: null }, false, 'pending'],
  ['accepted', { latest: answer('accepted'), answer: answer('accepted') }, false, 'active'],
  ['accepted, a rung is due', { latest: answer('accepted'), answer: answer('accepted') }, true, 'expiring'],
  ['silence never turns a good key bad', { latest: silence, answer: answer('accepted') }, false, 'unconfirmed'],
  ['silence, a rung is due', { latest: silence, answer: answer('accepted') }, true, 'unconfirmed'],
  ['silence does not heal a refused key', { latest: silence, answer: answer('refused') }, false, 'refused'],
  ['silence does not renew an ended one', { latest: silence, answer: answer('ended') }, false, 'ended'],
])('%s', (_, known, expiring, state) => {
  expect(stateOf(known, expiring)).toBe(state)
})

const good: Known = { latest: answer('accepted'), answer: answer('accepted') }
test.each<[string, Known | null, Place, State]>([
  ['proven in GLPI', good, { storage: 'proven', managed: false }, 'active'],
  ['not seen in GLPI', good, { storage: 'unknown', managed: false }, 'active'],
  ['a key that GLPI cannot read is broken, however good', good, { storage: 'unreadable', managed: false }, 'broken'],
  ['so is one that GLPI does not have', good, { storage: 'blank', managed: false }, 'broken'],
  ['no key is no broken key', null, { storage: 'blank', managed: false }, 'none'],
  ['the platform holds the key', null, { storage: 'unknown', managed: true }, 'managed'],
  ['the platform, whatever is known', good, { storage: 'blank', managed: true }, 'managed'],
])('%s', (_, known, place, state) => {
  expect(stateOf(known, false, place)).toBe(state)
})

import { expect, test } from 'vitest'
import { stateOf, type Answer, type Known, type Silence, type State } from './verdict.ts'

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

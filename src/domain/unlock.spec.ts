import { expect, test } from 'vitest'
import { reachOf, unlockOf, type ConditionId, type Reach } from './unlock.ts'
import type { Answer, Known, Silence } from './verdict.ts'

const running = { title: null, running: true, beginsAt: null, endsAt: null, offer: null }
const accepted: Answer = {
  verdict: 'accepted',
  message: null,
  cause: null,
  subscription: running,
  owner: null,
  clockOffsetMs: 0,
}
const ended: Answer = {
  ...accepted,
  verdict: 'ended',
  cause: 'subscription-ended',
  subscription: { ...running, running: false },
}
const refused: Answer = { ...accepted, verdict: 'refused', cause: 'key-refused', subscription: null }
const silent: Silence = { verdict: 'no-answer', message: null, cause: 'connect-refused', retryAfterSeconds: null }
const limited: Silence = { ...silent, cause: 'rate-limited' }
const same = (answer: Answer): Known => ({ latest: answer, answer })

const up: Reach = { reachable: true, cause: null }

test.each<[string, Known | null, Reach, boolean | null, ConditionId[]]>([
  ['no key', null, up, false, ['key-present']],
  ['accepted and running', same(accepted), up, true, []],
  ['ended', same(ended), up, false, ['subscription-running']],
  ['refused', same(refused), up, false, ['key-accepted']],
  ['never asked', { latest: null, answer: null }, null, null, []],
  [
    'good before, nobody answers now',
    { latest: silent, answer: accepted },
    reachOf(silent),
    false,
    ['vendor-reachable'],
  ],
  ['good before, too many questions now', { latest: limited, answer: accepted }, reachOf(limited), null, []],
  ['accepted without a subscription', same({ ...accepted, subscription: null }), up, null, []],
])('%s', (_, known, reach, open, failing) => {
  const unlock = unlockOf(known, reach)
  expect(unlock.open).toBe(open)
  expect(unlock.conditions.filter((condition) => condition.holds === false).map(({ id }) => id)).toEqual(failing)
})

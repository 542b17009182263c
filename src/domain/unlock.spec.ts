import { expect, test } from 'vitest'
import { reachOf, unlockOf, type ConditionId, type Reach, type SeenInGlpi } from './unlock.ts'
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

const sound = {
  storage: 'proven',
  storageCause: null,
  marketplaceEnabled: true,
  directoryWritable: true,
  readable: true,
  hasItsOwn: false,
} as const
test.each<[string, NonNullable<SeenInGlpi>, boolean | null, string[]]>([
  ['all of it holds', sound, true, []],
  [
    'GLPI cannot read it',
    { ...sound, storage: 'unreadable', storageCause: 'crypt-key-changed' },
    false,
    ['key-readable crypt-key-changed'],
  ],
  ['the value is still there, and whether GLPI can read it is not known', { ...sound, readable: null }, null, []],
  ['GLPI has no key any more', { ...sound, storage: 'none', readable: null }, false, ['key-present null']],
  ['not written to', { ...sound, directoryWritable: false }, false, ['directory-writable null']],
  ['switched off', { ...sound, marketplaceEnabled: false }, false, ['marketplace-enabled null']],
  [
    'nothing of it was seen',
    {
      storage: 'unknown',
      storageCause: null,
      marketplaceEnabled: null,
      directoryWritable: null,
      readable: null,
      hasItsOwn: false,
    },
    null,
    [],
  ],
])('in GLPI: %s', (_, seen, open, failing) => {
  const unlock = unlockOf(same(accepted), up, false, seen)
  expect(unlock.open).toBe(open)
  expect(unlock.conditions.flatMap(({ id, holds, cause }) => (holds === false ? [`${id} ${cause}`] : []))).toEqual(
    failing,
  )
})

test.each<[SeenInGlpi, boolean | null]>([
  [null, false],
  [{ ...sound, storage: 'none' }, false],
  [{ ...sound, storage: 'blank' }, false],
  [{ ...sound, storage: 'unknown', readable: null }, null],
  [{ ...sound, storage: 'accepted', readable: null }, null],
  [{ ...sound, storage: 'unreadable', readable: false }, null],
])('without a key of ours, whether GLPI has one is told only where it was seen', (seen, holds) => {
  expect(unlockOf(null, up, false, seen).conditions[0]).toMatchObject({ id: 'key-present', holds })
})

test('a key of GLPI’s own is not our key, and not missing', () => {
  const [present] = unlockOf(null, up, false, { ...sound, storage: 'unknown', hasItsOwn: true }).conditions
  expect(present).toMatchObject({ id: 'key-present', holds: null })
  expect(unlockOf(null, up, false, { ...sound, storage: 'unknown', hasItsOwn: true }).open).toBeNull()
  expect(unlockOf(null, up, false, { ...sound, storage: 'none' }).open).toBe(false)
})

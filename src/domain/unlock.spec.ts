import { expect, test } from 'vitest'
import {
  reachabilityOf,
  unlockOf,
  type ConditionId,
  type Reachability,
  type SeenInGlpi,
  type Unlock,
} from './unlock.ts'
import type { VendorAnswer, Known, NoAnswer } from './verdict.ts'

const running = { title: null, running: true, beginsAt: null, endsAt: null, offer: null }
const accepted: VendorAnswer = {
  verdict: 'accepted',
  message: null,
  cause: null,
  subscription: running,
  owner: null,
  clockOffsetMs: 0,
}
const ended: VendorAnswer = {
  ...accepted,
  verdict: 'ended',
  cause: 'subscription-ended',
  subscription: { ...running, running: false },
}
const refused: VendorAnswer = { ...accepted, verdict: 'refused', cause: 'key-refused', subscription: null }
const silent: NoAnswer = { verdict: 'no-answer', message: null, cause: 'connect-refused', retryAfterSeconds: null }
const limited: NoAnswer = { ...silent, cause: 'rate-limited' }
const same = (answer: VendorAnswer): Known => ({ latest: answer, answer })

const up: Reachability = { reachable: true, cause: null }

test.each<[string, Known | null, Reachability, boolean | null, ConditionId[]]>([
  ['no key', null, up, false, ['key-present']],
  ['accepted and running', same(accepted), up, true, []],
  ['ended', same(ended), up, false, ['subscription-running']],
  ['refused', same(refused), up, false, ['key-accepted']],
  ['never asked', { latest: null, answer: null }, null, null, []],
  [
    'good before, nobody answers now',
    { latest: silent, answer: accepted },
    reachabilityOf(silent),
    // Latchkey's own network: GLPI's may be another
    null,
    ['vendor-reachable'],
  ],
  [
    'never asked, and nobody answers Latchkey',
    { latest: silent, answer: null },
    reachabilityOf(silent),
    null,
    ['vendor-reachable'],
  ],
  [
    'refused before, nobody answers now',
    { latest: silent, answer: refused },
    reachabilityOf(silent),
    false,
    ['vendor-reachable', 'key-accepted'],
  ],
  ['good before, too many questions now', { latest: limited, answer: accepted }, reachabilityOf(limited), null, []],
  ['accepted without a subscription', same({ ...accepted, subscription: null }), up, null, []],
])('%s', (_, known, reach, open, failing) => {
  const unlock = unlockOf(known, reach)
  expect(unlock.open).toBe(open)
  expect(unlock.conditions.filter((condition) => condition.holds === false).map(({ id }) => id)).toEqual(failing)
})

const sound = {
  storage: 'proven',
  storageCause: null,
  vendorReach: up,
  marketplaceEnabled: true,
  directoryWritable: true,
  readable: true,
  hasItsOwn: false,
} as const
const unseen: NonNullable<SeenInGlpi> = {
  storage: 'unknown',
  storageCause: null,
  vendorReach: null,
  marketplaceEnabled: null,
  directoryWritable: null,
  readable: null,
  hasItsOwn: false,
}
test.each<[string, NonNullable<SeenInGlpi>, boolean | null, string[]]>([
  ['all of it holds', sound, true, []],
  [
    'GLPI cannot read it',
    { ...sound, storage: 'unreadable', storageCause: 'crypt-key-changed' },
    false,
    ['key-readable crypt-key-changed'],
  ],
  ['the value is still there, and whether GLPI can read it is not known', { ...sound, readable: null }, null, []],
  [
    'the value is empty, for whichever reason',
    { ...sound, storage: 'blank', storageCause: 'stored-blank', readable: null },
    false,
    ['key-present stored-blank'],
  ],
  [
    'the value is empty, and GLPI cannot read any',
    { ...sound, storage: 'blank', storageCause: 'crypt-key-missing', readable: false },
    false,
    ['key-present crypt-key-missing', 'key-readable crypt-key-missing'],
  ],
  ['GLPI has no key any more', { ...sound, storage: 'none', readable: null }, false, ['key-present null']],
  ['not written to', { ...sound, directoryWritable: false }, false, ['directory-writable null']],
  ['switched off', { ...sound, marketplaceEnabled: false }, false, ['marketplace-enabled null']],
  ['nothing of it was seen', unseen, null, []],
  [
    'GLPI Network does not answer its machine',
    { ...sound, vendorReach: { reachable: false, cause: 'proxy-unreachable' } },
    false,
    ['vendor-reachable-from-glpi proxy-unreachable'],
  ],
  [
    'it holds another key',
    { ...unseen, storageCause: 'key-differs', hasItsOwn: true },
    null,
    ['key-matches key-differs'],
  ],
  [
    'it holds another key, and is switched off',
    { ...sound, storage: 'unknown', hasItsOwn: true, marketplaceEnabled: false },
    false,
    ['key-matches key-differs', 'marketplace-enabled null'],
  ],
])('in GLPI: %s', (_, seen, open, failing) => {
  const unlock = unlockOf(same(accepted), up, false, seen)
  expect(unlock.open).toBe(open)
  expect(unlock.conditions.flatMap(({ id, holds, cause }) => (holds === false ? [`${id} ${cause}`] : []))).toEqual(
    failing,
  )
})

const holdsOf = (unlock: Unlock) => Object.fromEntries(unlock.conditions.map(({ id, holds }) => [id, holds]))

test('of another key in GLPI, only its presence is known', () => {
  const unlock = unlockOf(null, up, false, { ...unseen, hasItsOwn: true })
  expect(unlock.open).toBeNull()
  expect(holdsOf(unlock)).toMatchObject({ 'key-present': true, 'key-accepted': null, 'key-matches': null })
})

test('what GLPI Network says of our key is not said of the one that GLPI holds in its place', () => {
  expect(holdsOf(unlockOf(same(refused), up, false, { ...unseen, hasItsOwn: true }))).toMatchObject({
    'key-accepted': null,
    'subscription-running': null,
    'key-matches': false,
  })
})

test.each<[string, SeenInGlpi, boolean | null, boolean | null]>([
  ['no GLPI is connected', null, false, false],
  ['GLPI was seen without a key', { ...sound, storage: 'none' }, false, false],
  ['GLPI was seen with an emptied one', { ...sound, storage: 'blank' }, false, false],
  ['GLPI cannot read what it has', { ...sound, storage: 'unreadable', readable: false }, null, null],
  ['GLPI could not be inspected', unseen, null, null],
  ['a removal that nothing has shown', { ...sound, storage: 'accepted' }, null, null],
])('without a key here: %s', (_, seen, present, open) => {
  const unlock = unlockOf(null, up, false, seen)
  expect(unlock.conditions[0]).toMatchObject({ id: 'key-present', holds: present })
  expect(unlock.open).toBe(open)
})

test('everything that was not observed is null', () => {
  const { conditions, open } = unlockOf({ latest: null, answer: null }, null, false, unseen)
  expect(conditions.filter(({ holds }) => holds !== null).map(({ id }) => id)).toEqual(['key-present'])
  expect(open).toBeNull()
})

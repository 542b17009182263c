import fc from 'fast-check'
import { expect, test } from 'vitest'
import { STORAGES, UNSEEN_KEY, METHOD_KINDS, type StoredKey } from './storage.ts'
import { NOTHING_REMEMBERED, reconcileStoredKey, type OurKey, type RememberedStorage } from './reconcile-stored-key.ts'

const THEN = 1_000
const NOW = 2_000
const ours = { fingerprint: 'sha256:ours', length: 292 }
const proven: RememberedStorage = {
  storage: 'proven',
  cause: null,
  holdsAnother: false,
  mark: 'm1',
  fingerprint: 'sha256:ours',
  storedSeenAt: THEN,
  since: THEN,
  provenAt: THEN,
  readable: { holds: true, by: 'rest', at: THEN },
  sameToken: false,
}
const removed: RememberedStorage = { ...NOTHING_REMEMBERED, storage: 'none', storedSeenAt: THEN, since: THEN }
const storedKey = (state: StoredKey['state'], more: Partial<StoredKey> = {}): StoredKey => ({
  ...UNSEEN_KEY,
  state,
  by: 'rest',
  ...more,
})
const opened = (fingerprint: string, more: Partial<StoredKey> = {}) =>
  storedKey('readable', { fingerprint, mark: 'm9', ...more })

test.each<[string, StoredKey, OurKey, RememberedStorage, string]>([
  ['what was not seen stays', UNSEEN_KEY, ours, proven, 'proven null'],
  ['a fingerprint proves', opened('sha256:ours', { glpiReads: true }), ours, NOTHING_REMEMBERED, 'proven null'],
  [
    'and so it does with a copy that opened what GLPI sealed',
    opened('sha256:ours', { copyProven: true }),
    ours,
    NOTHING_REMEMBERED,
    'proven null',
  ],
  [
    'a copy that opened nothing of GLPI’s own proves nothing',
    opened('sha256:ours'),
    ours,
    NOTHING_REMEMBERED,
    'accepted stored-unproven',
  ],
  [
    'a copy that opens nothing else of it proves nothing either',
    opened('sha256:ours', { copyProven: false }),
    ours,
    NOTHING_REMEMBERED,
    'accepted stored-unproven',
  ],
  ['but the value that was proven stays so', opened('sha256:ours', { mark: 'm1' }), ours, proven, 'proven null'],
  [
    'another fingerprint',
    storedKey('readable', { fingerprint: 'sha256:theirs' }),
    ours,
    proven,
    'unknown key-differs another',
  ],
  [
    'a key where we have none',
    storedKey('readable', { fingerprint: 'sha256:theirs' }),
    null,
    proven,
    'unknown null another',
  ],
  ['the value that was proven', storedKey('present', { mark: 'm1', length: 292 }), ours, proven, 'proven null'],
  [
    'the value that was proven, seen broken meanwhile',
    storedKey('present', { mark: 'm1' }),
    ours,
    { ...proven, storage: 'unreadable', cause: 'crypt-key-missing' },
    'proven null',
  ],
  [
    'a value that was written since',
    storedKey('present', { mark: 'm2', length: 292 }),
    ours,
    proven,
    'unknown stored-unproven',
  ],
  [
    'a value of another length',
    storedKey('present', { mark: 'm2', length: 805 }),
    ours,
    proven,
    'unknown key-differs another',
  ],
  [
    'the value of the key before this one',
    storedKey('present', { mark: 'm1' }),
    { ...ours, fingerprint: 'sha256:new' },
    proven,
    'unknown stored-unproven',
  ],
  [
    'a value without a mark proves nothing',
    storedKey('present'),
    ours,
    { ...proven, mark: null },
    'unknown stored-unproven',
  ],
  ['something is there, and we have none', storedKey('present', { mark: 'm1' }), null, proven, 'unknown null another'],
  ['nothing, and we have none', storedKey('none'), null, proven, 'none null'],
  [
    'nothing, and none could be stored',
    storedKey('none', { cause: 'crypt-key-missing' }),
    null,
    proven,
    'none crypt-key-missing',
  ],
  ['ours is gone from a GLPI that can encrypt', storedKey('none'), ours, proven, 'none null'],
  ['empty, and not known why', storedKey('blank', { cause: 'stored-blank' }), ours, proven, 'blank stored-blank'],
  [
    'empty after a removal that was proven: no fault, for however long',
    storedKey('blank', { cause: 'stored-blank' }),
    ours,
    removed,
    'none null',
  ],
  ['the same without a key of ours', storedKey('blank', { cause: 'stored-blank' }), null, removed, 'none null'],
  [
    'a copy that is out of date says nothing of GLPI',
    storedKey('present', { mark: 'm2', length: 292, cause: 'copy-does-not-fit' }),
    ours,
    proven,
    'unknown copy-does-not-fit',
  ],
  [
    'nor of the value that was proven',
    storedKey('present', { mark: 'm1', length: 292, cause: 'copy-does-not-fit' }),
    ours,
    proven,
    'proven null',
  ],
  [
    'an empty field where we have no key is no fault',
    storedKey('blank', { cause: 'stored-blank' }),
    null,
    NOTHING_REMEMBERED,
    'none null',
  ],
  [
    'but for what our own removal has shown',
    storedKey('blank', { cause: 'stored-blank' }),
    null,
    { ...NOTHING_REMEMBERED, storage: 'blank', cause: 'stored-blank' },
    'blank stored-blank',
  ],
  ['blank for a reason', storedKey('blank', { cause: 'crypt-key-missing' }), null, proven, 'blank crypt-key-missing'],
  ['unreadable', storedKey('faulty', { cause: 'crypt-key-changed' }), ours, proven, 'unreadable crypt-key-changed'],
  ['blank by its shape', storedKey('faulty', { cause: 'stored-blank' }), ours, proven, 'blank stored-blank'],
  [
    'readable, and no key',
    storedKey('faulty', { cause: 'key-wrong-secret' }),
    ours,
    proven,
    'unknown key-wrong-secret another',
  ],
])('%s', (_, stored, key, before, expected) => {
  const { storage, cause, holdsAnother } = reconcileStoredKey(stored, key, before, NOW)
  expect(`${storage} ${cause}${holdsAnother ? ' another' : ''}`).toBe(expected)
})

test('what was proven is remembered by its mark', () => {
  const after = reconcileStoredKey(opened('sha256:ours', { glpiReads: true }), ours, NOTHING_REMEMBERED, NOW)
  expect(after).toMatchObject({ provenAt: NOW, readable: { holds: true, by: 'rest', at: NOW } })
  expect(reconcileStoredKey(storedKey('present', { mark: 'm9' }), ours, after, NOW + 1)).toMatchObject({
    storage: 'proven',
    provenAt: NOW,
  })
})

const still = storedKey('present', { mark: 'm1', length: 292 })

test.each<[string, StoredKey, RememberedStorage, RememberedStorage['readable']]>([
  ['an unchanged value says nothing of today’s crypt key', still, proven, null],
  ['nor does a session of GLPI 11 that a password opened', { ...still, glpiReads: null }, proven, null],
  [
    'one that the very token opened does, with which it was proven',
    { ...still, glpiReads: true },
    { ...proven, sameToken: true },
    { holds: true, by: 'rest', at: NOW },
  ],
  ['another token does not', { ...still, glpiReads: true }, proven, null],
  ['nor for another value', { ...still, glpiReads: true, mark: 'm2' }, { ...proven, sameToken: true }, null],
  [
    'GLPI’s own file does, that opened the value',
    { ...opened('sha256:ours', { glpiReads: true }), by: 'console' },
    proven,
    { holds: true, by: 'console', at: NOW },
  ],
  ['a copy does not, though it opens the value', opened('sha256:ours', { copyProven: true }), proven, null],
  [
    'GLPI that is seen not to read it',
    { ...storedKey('faulty', { cause: 'crypt-key-changed', glpiReads: false }), by: 'console' },
    proven,
    { holds: false, by: 'console', at: NOW },
  ],
])('can GLPI read it: %s', (_, stored, before, readable) => {
  expect(reconcileStoredKey(stored, ours, before, NOW).readable).toEqual(readable)
})

test('the value that is still there keeps the day on which it was proven', () => {
  expect(reconcileStoredKey(still, ours, proven, NOW)).toMatchObject({ storedSeenAt: NOW, since: THEN, provenAt: THEN })
  const gone = reconcileStoredKey(storedKey('none'), ours, proven, NOW)
  expect(gone).toMatchObject({ storage: 'none', since: NOW })
  expect(reconcileStoredKey(storedKey('none'), ours, gone, NOW + 5)).toMatchObject({
    storedSeenAt: NOW + 5,
    since: NOW,
  })
})

const nullable = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const remembered: fc.Arbitrary<RememberedStorage> = fc.record({
  storage: fc.constantFrom(...STORAGES),
  cause: nullable(fc.constantFrom('stored-blank', 'crypt-key-missing', 'stored-unproven')),
  holdsAnother: fc.boolean(),
  mark: nullable(fc.constantFrom('m1', 'm2')),
  fingerprint: nullable(fc.constantFrom('sha256:ours', 'sha256:theirs')),
  storedSeenAt: nullable(fc.nat(THEN)),
  since: nullable(fc.nat(THEN)),
  provenAt: nullable(fc.nat(THEN)),
  readable: nullable(fc.record({ holds: fc.boolean(), by: fc.constant('rest' as const), at: fc.nat(THEN) })),
  sameToken: fc.boolean(),
})
const snapshot: fc.Arbitrary<StoredKey> = fc.record({
  state: fc.constantFrom('none', 'blank', 'readable', 'present', 'faulty', 'unseen'),
  cause: nullable(
    fc.constantFrom('stored-blank', 'crypt-key-missing', 'crypt-key-changed', 'copy-does-not-fit', 'key-damaged'),
  ),
  fingerprint: nullable(fc.constantFrom('sha256:ours', 'sha256:theirs')),
  length: nullable(fc.constantFrom(292, 805)),
  mark: nullable(fc.constantFrom('m1', 'm2')),
  by: fc.constantFrom(...METHOD_KINDS),
  glpiReads: nullable(fc.boolean()),
  copyProven: nullable(fc.boolean()),
})

/** Whether GLPI itself, or a copy that is known to be its file, has decrypted the value. */
const isDecrypted = ({ state, glpiReads, copyProven }: StoredKey) =>
  state === 'readable' && (glpiReads === true || copyProven === true)

const LAWS: Record<string, (seenNow: StoredKey, before: RememberedStorage, after: RememberedStorage) => boolean> = {
  'what was not seen is as it was, its time included': ({ state }, before, after) =>
    state === 'unseen' ? after === before : after.storedSeenAt === NOW,
  'GLPI reads it only where that was seen, and now': ({ state, glpiReads }, _, { readable }) =>
    state === 'unseen' || readable === null || (readable.at === NOW && (!readable.holds || glpiReads === true)),
  'a proof is a value that was decrypted, or the very one of before': (stored, before, { storage }) =>
    stored.state === 'unseen' || storage !== 'proven' || isDecrypted(stored) || stored.mark === before.mark,
  'the day of the proof moves with a proof alone': (stored, before, { provenAt }) =>
    provenAt === before.provenAt || isDecrypted(stored),
}

test.each(Object.entries(LAWS))('whatever is seen: %s', (_, holds) => {
  const property = fc.property(snapshot, fc.constantFrom(ours, null), remembered, (stored, key, before) =>
    holds(stored, before, reconcileStoredKey(stored, key, before, NOW)),
  )
  expect(fc.check(property, { numRuns: 1_000 })).toMatchObject({ counterexample: null, errorInstance: null })
})

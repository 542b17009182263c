import { expect, test } from 'vitest'
import { UNSEEN_KEY, type StoredKey } from './storage.ts'
import { NOTHING_REMEMBERED, storedAgainstOurs, type OurKey, type RememberedStorage } from './stored-against-ours.ts'

const ours = { fingerprint: 'sha256:ours', length: 292 }
const proven: RememberedStorage = {
  storage: 'proven',
  cause: null,
  holdsAnother: false,
  mark: 'm1',
  fingerprint: 'sha256:ours',
}
const seen = (state: StoredKey['state'], more: Partial<StoredKey> = {}): StoredKey => ({
  ...UNSEEN_KEY,
  state,
  ...more,
})

test.each<[string, StoredKey, OurKey, RememberedStorage, string]>([
  ['what was not seen stays', UNSEEN_KEY, ours, proven, 'proven null'],
  [
    'a fingerprint proves',
    seen('readable', { fingerprint: 'sha256:ours', mark: 'm9' }),
    ours,
    NOTHING_REMEMBERED,
    'proven null',
  ],
  [
    'another fingerprint',
    seen('readable', { fingerprint: 'sha256:theirs' }),
    ours,
    proven,
    'unknown key-differs another',
  ],
  [
    'a key where we have none',
    seen('readable', { fingerprint: 'sha256:theirs' }),
    null,
    proven,
    'unknown null another',
  ],
  ['the value that was proven', seen('present', { mark: 'm1', length: 292 }), ours, proven, 'proven null'],
  [
    'the value that was proven, seen broken meanwhile',
    seen('present', { mark: 'm1' }),
    ours,
    { ...proven, storage: 'unreadable', cause: 'crypt-key-missing' },
    'proven null',
  ],
  [
    'a value that was written since',
    seen('present', { mark: 'm2', length: 292 }),
    ours,
    proven,
    'unknown stored-unproven',
  ],
  [
    'a value of another length',
    seen('present', { mark: 'm2', length: 805 }),
    ours,
    proven,
    'unknown key-differs another',
  ],
  [
    'the value of the key before this one',
    seen('present', { mark: 'm1' }),
    { ...ours, fingerprint: 'sha256:new' },
    proven,
    'unknown stored-unproven',
  ],
  [
    'a value without a mark proves nothing',
    seen('present'),
    ours,
    { ...proven, mark: null },
    'unknown stored-unproven',
  ],
  ['something is there, and we have none', seen('present', { mark: 'm1' }), null, proven, 'unknown null another'],
  ['nothing, and we have none', seen('none'), null, proven, 'none null'],
  [
    'nothing, and none could be stored',
    seen('none', { cause: 'crypt-key-missing' }),
    null,
    proven,
    'none crypt-key-missing',
  ],
  ['ours is gone', seen('none'), ours, proven, 'blank stored-blank'],
  ['blank', seen('blank'), ours, proven, 'blank stored-blank'],
  [
    'an empty field where we have no key is no fault',
    seen('blank', { cause: 'stored-blank' }),
    null,
    NOTHING_REMEMBERED,
    'none null',
  ],
  [
    'but for what our own removal has shown',
    seen('blank', { cause: 'stored-blank' }),
    null,
    { ...NOTHING_REMEMBERED, storage: 'blank', cause: 'stored-blank' },
    'blank stored-blank',
  ],
  ['blank for a reason', seen('blank', { cause: 'crypt-key-missing' }), null, proven, 'blank crypt-key-missing'],
  ['unreadable', seen('faulty', { cause: 'crypt-key-changed' }), ours, proven, 'unreadable crypt-key-changed'],
  ['blank by its shape', seen('faulty', { cause: 'stored-blank' }), ours, proven, 'blank stored-blank'],
  [
    'readable, and no key',
    seen('faulty', { cause: 'key-wrong-secret' }),
    ours,
    proven,
    'unknown key-wrong-secret another',
  ],
])('%s', (_, stored, key, before, expected) => {
  const { storage, cause, holdsAnother } = storedAgainstOurs(stored, key, before)
  expect(`${storage} ${cause}${holdsAnother ? ' another' : ''}`).toBe(expected)
})

test('what was proven is remembered by its mark', () => {
  const byFingerprint = seen('readable', { fingerprint: 'sha256:ours', mark: 'm9' })
  const after = storedAgainstOurs(byFingerprint, ours, NOTHING_REMEMBERED)
  expect(storedAgainstOurs(seen('present', { mark: 'm9' }), ours, after).storage).toBe('proven')
})

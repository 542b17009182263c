import { expect, test } from 'vitest'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { fingerprintOf } from '#domain/key.ts'
import { isDone, UNSEEN_KEY, type StoredKey, type MethodKind, type WriteOutcome } from '#domain/storage.ts'
import { Failure } from '#net/failure.ts'
import { createProof } from './proof.ts'
import { removeKey } from './remove.ts'
import { ACCEPTED, type Sent, type ConnectionMethod } from '../connection-method.ts'
import { setKey } from './write.ts'

const { signal } = new AbortController()
const key = (more: Partial<StoredKey>): StoredKey => ({ ...UNSEEN_KEY, ...more })
const opened = (mark: string, text: string, more: Partial<StoredKey>) =>
  key({ state: 'readable', fingerprint: fingerprintOf(text), length: text.length, mark, ...more })
const present = (mark: string, length = DEMO_KEY.length, more: Partial<StoredKey> = {}) =>
  key({ state: 'present', mark, length, ...more })

/** What stands there before and after, as each method sees it. `byCopy`: with a copy of the crypt key. */
const STORED_KEYS = {
  unseen: UNSEEN_KEY,
  noRow: key({ state: 'none' }),
  none: key({ state: 'none', mark: 'empty' }),
  blank: key({ state: 'blank', cause: 'stored-blank', mark: 'empty' }),
  old: present('old', 292),
  oldOpened: opened('old', 'another key', { glpiReads: true }),
  oldByCopy: opened('old', 'another key', { copyProven: true }),
  sameLength: present('new'),
  otherLength: present('new', 99),
  sameByStaleCopy: present('new', DEMO_KEY.length, { cause: 'copy-does-not-fit', copyProven: false }),
  opened: opened('new', DEMO_KEY, { glpiReads: true }),
  byProvenCopy: opened('new', DEMO_KEY, { copyProven: true }),
  byBareCopy: opened('new', DEMO_KEY, {}),
  unreadable: key({ state: 'faulty', cause: 'crypt-key-changed', mark: 'new', glpiReads: false }),
  inClear: key({ state: 'faulty', cause: 'stored-unencrypted', mark: 'new' }),
} as const satisfies Record<string, StoredKey>

const refusal = (failure: ConstructorParameters<typeof Failure>[0]) => new Failure(failure)
const ANSWERS: Record<string, Sent> = {
  accepted: ACCEPTED,
  refused: { answer: 'refused', failure: refusal('glpi-sign-in-refused') },
  unsure: { answer: 'unsure', failure: refusal('glpi-unreachable') },
}

type Seen = keyof typeof STORED_KEYS
type Case = {
  writer: MethodKind
  sees: ConnectionMethod['sees']
  before: Seen
  after: Seen
  answer: keyof typeof ANSWERS
  encrypts?: boolean
}

const PROVER: Record<ConnectionMethod['sees'], MethodKind> = {
  nothing: 'rest-v2',
  row: 'rest-v2',
  value: 'rest',
  'crypt-key': 'console',
}

function run({ writer, sees, before, after, answer, encrypts = false }: Case, wanted: 'set' | 'remove') {
  let written = false
  const send = async (): Promise<Sent> => {
    written = true
    return ANSWERS[answer] ?? ACCEPTED
  }
  const method = (kind: MethodKind): ConnectionMethod => ({
    kind,
    sees,
    inspect: async () => ({}),
    stored: async () => STORED_KEYS[written ? after : before],
    encrypts: () => encrypts || null,
    findWriteBlocker: async () => null,
    write: send,
    remove: send,
    close: async () => undefined,
  })
  const byCopy = /Copy/.test(before + after)
  const prover = method(byCopy ? 'database' : PROVER[sees])
  const writing = {
    writer: method(writer),
    proof: createProof(sees === 'nothing' ? [] : [prover]),
    allowKeyAsArgument: false,
  }
  return wanted === 'set' ? setKey(writing, DEMO_KEY, signal) : removeKey(writing, signal)
}

/** What comes of a change, and whether the key is then as it was asked for. */
type Result = Pick<WriteOutcome, 'did' | 'storage' | 'cause' | 'errorCode' | 'readable'> & { isDone: boolean }

const PROVEN: Result = { did: 'wrote', storage: 'proven', cause: null, errorCode: null, readable: true, isDone: true }
const PROVEN_BY_COPY: Result = {
  did: 'wrote',
  storage: 'proven',
  cause: null,
  errorCode: null,
  readable: null,
  isDone: true,
}
const REFUSED: Result = {
  did: 'kept',
  storage: 'unknown',
  cause: 'glpi-sign-in-refused',
  errorCode: null,
  readable: null,
  isDone: false,
}
const NOT_CHANGED: Result = {
  did: 'kept',
  storage: 'unknown',
  cause: 'stored-unproven',
  errorCode: 'NOT_CHANGED',
  readable: null,
  isDone: false,
}
const UNPROVEN: Result = {
  did: 'wrote',
  storage: 'accepted',
  cause: 'stored-unproven',
  errorCode: null,
  readable: null,
  isDone: false,
}
const REMOVED: Result = { did: 'removed', storage: 'none', cause: null, errorCode: null, readable: null, isDone: true }

type Row = [title: string, MethodKind, ConnectionMethod['sees'], Seen, Seen, string, expected: Result]

test.each<Row>([
  // REST, seen by itself: a new value of the right length is all that it shows
  ['REST: the value changed to one of the right length', 'rest', 'value', 'old', 'sameLength', 'accepted', PROVEN],
  ['REST: GLPI 11 that never had a key', 'rest', 'value', 'none', 'sameLength', 'accepted', PROVEN],
  ['REST: no row before', 'rest', 'value', 'noRow', 'sameLength', 'accepted', PROVEN],
  [
    'REST: another length',
    'rest',
    'value',
    'old',
    'otherLength',
    'accepted',
    {
      did: 'wrote',
      storage: 'accepted',
      cause: 'stored-unproven',
      errorCode: 'ANOTHER_VALUE',
      readable: null,
      isDone: false,
    },
  ],
  ['REST: refused, and the old value stands', 'rest', 'value', 'old', 'old', 'refused', REFUSED],
  ['REST: refused, and stored all the same', 'rest', 'value', 'old', 'sameLength', 'refused', PROVEN],
  ['REST: refused, and then nothing is seen', 'rest', 'value', 'old', 'unseen', 'refused', REFUSED],
  ['REST: accepted, and the old value stands', 'rest', 'value', 'old', 'old', 'accepted', NOT_CHANGED],
  [
    'REST: no answer, and the old value stands',
    'rest',
    'value',
    'old',
    'old',
    'unsure',
    { did: 'wrote', storage: 'unknown', cause: 'glpi-unreachable', errorCode: null, readable: null, isDone: false },
  ],
  ['REST: no answer, and stored', 'rest', 'value', 'old', 'sameLength', 'unsure', PROVEN],
  [
    'REST: accepted, and blank',
    'rest',
    'value',
    'old',
    'blank',
    'accepted',
    { did: 'wrote', storage: 'blank', cause: 'stored-blank', errorCode: null, readable: null, isDone: false },
  ],
  [
    'REST: blank over blank',
    'rest',
    'value',
    'blank',
    'blank',
    'accepted',
    { did: 'wrote', storage: 'blank', cause: 'stored-blank', errorCode: null, readable: null, isDone: false },
  ],
  [
    'REST: accepted by a GLPI that can encrypt, and empty as before',
    'rest',
    'value',
    'none',
    'none',
    'accepted',
    { did: 'kept', storage: 'none', cause: 'stored-unproven', errorCode: 'NOT_CHANGED', readable: null, isDone: false },
  ],
  ['REST: not seen before', 'rest', 'value', 'unseen', 'sameLength', 'accepted', UNPROVEN],
  [
    'REST: in clear',
    'rest',
    'value',
    'old',
    'inClear',
    'accepted',
    {
      did: 'wrote',
      storage: 'unreadable',
      cause: 'stored-unencrypted',
      errorCode: null,
      readable: null,
      isDone: false,
    },
  ],
  // API v2 sees a row at most
  ['API v2 alone: 204', 'rest-v2', 'row', 'unseen', 'unseen', 'accepted', UNPROVEN],
  ['API v2 alone: 401, 403 or 404', 'rest-v2', 'row', 'unseen', 'unseen', 'refused', REFUSED],
  [
    'API v2 alone: no answer',
    'rest-v2',
    'row',
    'unseen',
    'unseen',
    'unsure',
    { did: 'wrote', storage: 'unknown', cause: 'glpi-unreachable', errorCode: null, readable: null, isDone: false },
  ],
  ['API v2, proven by REST', 'rest-v2', 'value', 'old', 'sameLength', 'accepted', PROVEN],
  ['API v2 refused, REST sees the old value', 'rest-v2', 'value', 'old', 'old', 'refused', REFUSED],
  // the console says "updated" whatever the outcome
  ['console: opened with GLPI’s own file', 'console', 'crypt-key', 'oldOpened', 'opened', 'accepted', PROVEN],
  [
    'console: a database that may only be read from',
    'console',
    'crypt-key',
    'oldOpened',
    'oldOpened',
    'accepted',
    NOT_CHANGED,
  ],
  [
    'console: the same, and no key before',
    'console',
    'crypt-key',
    'none',
    'none',
    'accepted',
    { did: 'kept', storage: 'none', cause: 'stored-unproven', errorCode: 'NOT_CHANGED', readable: null, isDone: false },
  ],
  ['console: refused', 'console', 'crypt-key', 'oldOpened', 'oldOpened', 'refused', REFUSED],
  [
    'console: GLPI cannot read what it stored',
    'console',
    'crypt-key',
    'oldOpened',
    'unreadable',
    'accepted',
    {
      did: 'wrote',
      storage: 'unreadable',
      cause: 'crypt-key-changed',
      errorCode: null,
      readable: false,
      isDone: false,
    },
  ],
  ['console, proven by REST', 'console', 'value', 'old', 'sameLength', 'accepted', PROVEN],
  // past GLPI: nothing shows that GLPI can read it, but another method
  [
    'database, with a copy that opened what GLPI sealed',
    'database',
    'crypt-key',
    'oldByCopy',
    'byProvenCopy',
    'accepted',
    PROVEN_BY_COPY,
  ],
  [
    'database, the former key opened, the new one is our own',
    'database',
    'crypt-key',
    'oldByCopy',
    'byBareCopy',
    'accepted',
    PROVEN_BY_COPY,
  ],
  [
    'database, with a copy that opened nothing of GLPI’s own',
    'database',
    'crypt-key',
    'noRow',
    'byBareCopy',
    'accepted',
    UNPROVEN,
  ],
  ['database, confirmed by the console', 'database', 'crypt-key', 'noRow', 'opened', 'accepted', PROVEN],
  ['database, seen by REST', 'database', 'value', 'old', 'sameLength', 'accepted', UNPROVEN],
  // GLPI has written it a moment ago: the copy is condemned, and not GLPI's file
  ['REST, opened by a copy of GLPI’s file', 'rest', 'crypt-key', 'oldByCopy', 'byProvenCopy', 'accepted', PROVEN],
  [
    'REST, opened by a copy that nothing else has shown',
    'rest',
    'crypt-key',
    'noRow',
    'byBareCopy',
    'accepted',
    PROVEN,
  ],
  [
    'REST, a copy that is out of date',
    'rest',
    'crypt-key',
    'oldByCopy',
    'sameByStaleCopy',
    'accepted',
    { did: 'wrote', storage: 'accepted', cause: 'copy-does-not-fit', errorCode: null, readable: true, isDone: false },
  ],
])('%s', async (_, writer, sees, before, after, answer, expected) => {
  const outcome = await run({ writer, sees, before, after, answer }, 'set')
  expect({ ...outcome, isDone: isDone(outcome, 'set') }).toMatchObject(expected)
})

test.each<[...Row, encrypts: boolean]>([
  [
    'GLPI 11: a session that is open shows that the empty value is an emptied field',
    'rest',
    'value',
    'old',
    'blank',
    'accepted',
    REMOVED,
    true,
  ],
  [
    'GLPI 11: NULL before, and after',
    'rest',
    'value',
    'none',
    'none',
    'accepted',
    { did: 'kept', storage: 'none', cause: null, errorCode: null, readable: null, isDone: true },
    true,
  ],
  ['GLPI 11: the old value stands', 'rest', 'value', 'old', 'old', 'accepted', NOT_CHANGED, true],
  ['GLPI 11: refused', 'rest', 'value', 'old', 'old', 'refused', REFUSED, true],
  ['API v2 alone: 404 after DELETE', 'rest-v2', 'row', 'unseen', 'noRow', 'accepted', REMOVED, true],
  [
    'API v2 alone: 403 after DELETE, a row is there',
    'rest-v2',
    'row',
    'unseen',
    'unseen',
    'accepted',
    { did: 'removed', storage: 'accepted', cause: 'stored-unproven', errorCode: null, readable: null, isDone: false },
    true,
  ],
  ['API v2 alone: 401 or 403 to the DELETE', 'rest-v2', 'row', 'unseen', 'unseen', 'refused', REFUSED, true],
  ['API v2 alone: no answer, and 404 then', 'rest-v2', 'row', 'unseen', 'noRow', 'unsure', REMOVED, true],
  ['console: gone, beside a sound crypt key', 'console', 'crypt-key', 'oldOpened', 'none', 'accepted', REMOVED, false],
  [
    'console: a database that may only be read from',
    'console',
    'crypt-key',
    'oldOpened',
    'oldOpened',
    'accepted',
    NOT_CHANGED,
    false,
  ],
  [
    'GLPI 10: the throwaway text was not encrypted',
    'rest',
    'value',
    'old',
    'blank',
    'accepted',
    { did: 'removed', storage: 'blank', cause: 'stored-blank', errorCode: null, readable: null, isDone: false },
    false,
  ],
])('removal. %s', async (_, writer, sees, before, after, answer, expected, encrypts) => {
  const outcome = await run({ writer, sees, before, after, answer, encrypts }, 'remove')
  expect({ ...outcome, isDone: isDone(outcome, 'remove') }).toMatchObject(expected)
})

test('a copy that opened nothing of GLPI’s own is no reason to leave out a write', async () => {
  const already = await run(
    { writer: 'database', sees: 'crypt-key', before: 'byBareCopy', after: 'byBareCopy', answer: 'accepted' },
    'set',
  )
  expect(already).not.toMatchObject({ storage: 'proven', readable: true })
  expect(isDone(already, 'set')).toBe(false)
  const known = await run(
    { writer: 'database', sees: 'crypt-key', before: 'byProvenCopy', after: 'byProvenCopy', answer: 'accepted' },
    'set',
  )
  expect(known).toMatchObject({ did: 'kept', storage: 'proven', cause: null, errorCode: null, readable: null })
})

import { expect, test } from 'vitest'
import { readClaim, type Operation, type Statement } from './claim.ts'
import { judge } from './judge.ts'
import { FIRST, SECOND } from './keys.ts'
import type { Row } from './row.ts'
import type { Facts, Truth } from './truth.ts'

const NONE: Row = { state: 'absent', value: null, fingerprint: null }
const EMPTY: Row = { state: 'empty', value: '', fingerprint: null }
const HELD: Row = { state: 'opens', value: 'sealed once', fingerprint: FIRST.fingerprint }
const ANEW: Row = { ...HELD, value: 'sealed anew' }
const OTHER: Row = { state: 'opens', value: 'sealed other', fingerprint: SECOND.fingerprint }
const CLOSED: Row = { state: 'closed', value: 'sealed once', fingerprint: null }
const CLEAR: Row = { state: 'clear', value: 'in clear', fingerprint: null }

const truth = (row: Row, more: Partial<Truth> = {}): Truth => ({
  file: 'sound',
  fileChanged: false,
  marketplaceWritable: true,
  row,
  onceOpened: null,
  tab: null,
  ...more,
})

type Given = {
  does: Operation
  exit: number
  says: Statement
  before?: Row
  row: Row
  file?: Partial<Truth>
  facts?: Partial<Facts>
  about?: string | null
}

const findings = ({ does, exit, says, before, row, file = {}, facts = {}, about = null }: Given): string[] =>
  judge({
    claim: { operation: does, exit, statement: says, words: '', about, notBuilt: false },
    facts: { condition: 'sound', eleven: false, kinds: ['rest'], strength: null, emptiedBy: null, ...facts },
    before: truth(before ?? row, file),
    after: truth(row, file),
    wanted: FIRST.fingerprint,
  }).map(({ kind, words }) => `${kind}: ${words}`)

const MISSING = { file: 'missing' } as const
const CHANGED = { fileChanged: true } as const
const stored = (state: string, fingerprint: string | null = null) => ({ state, cause: null, fingerprint })

const BORNE_OUT: [string, Given][] = [
  ['proven and held', { does: 'set', exit: 0, says: { did: 'wrote', storage: 'proven' }, before: NONE, row: HELD }],
  ['held already', { does: 'set', exit: 0, says: { did: 'kept', storage: 'proven' }, row: HELD }],
  ['wanted and held', { does: 'status', exit: 0, says: { standing: 'wanted', storage: 'proven' }, row: HELD }],
  ['another key', { does: 'status', exit: 7, says: { standing: 'other', storage: 'unknown' }, row: OTHER }],
  [
    'another key, and GLPI reads that one',
    { does: 'status', exit: 7, says: { standing: 'other', storage: 'unknown', readable: true }, row: OTHER },
  ],
  ['none, of an empty row', { does: 'status', exit: 7, says: { standing: 'missing', storage: 'none' }, row: EMPTY }],
  [
    'the missing file of GLPI itself, named as the file that Latchkey was given',
    {
      does: 'set',
      exit: 7,
      says: { did: 'kept', cause: 'copy-unusable' },
      row: NONE,
      file: MISSING,
      facts: { condition: 'crypt-key-missing', kinds: ['database'], strength: 'own-file' },
    },
  ],
  ['removed', { does: 'remove', exit: 0, says: { did: 'removed', storage: 'none' }, before: HELD, row: EMPTY }],
  [
    'proven once, and whether it can be read is not said',
    {
      does: 'status',
      exit: 7,
      says: { standing: 'wanted', storage: 'proven', readable: null },
      row: CLOSED,
      file: { ...MISSING, onceOpened: FIRST.fingerprint },
    },
  ],
  [
    'the value proven before is still there, with exit 0, and whether it can be read is said to be unknown',
    {
      does: 'status',
      exit: 0,
      says: { standing: 'wanted', storage: 'proven', readable: null },
      row: CLOSED,
      file: { ...MISSING, onceOpened: FIRST.fingerprint },
    },
  ],
  [
    'proven, and read now',
    { does: 'status', exit: 0, says: { storage: 'proven', readable: { holds: true } }, row: HELD },
  ],
  [
    'proven, of the key that the panel keeps',
    { does: 'status', exit: 7, says: { storage: 'proven' }, row: OTHER, about: SECOND.fingerprint },
  ],
  [
    'seen by the database, with PHP down',
    {
      does: 'status',
      exit: 7,
      says: { standing: 'wanted', storage: 'proven', readable: null },
      row: HELD,
      facts: { condition: 'php-down', kinds: ['rest', 'database'] },
    },
  ],
  [
    'unknown, with the database down',
    {
      does: 'status',
      exit: 3,
      says: { standing: 'unseen', storage: 'unknown', cause: 'glpi-database-down' },
      row: HELD,
      facts: { condition: 'database-down' },
    },
  ],
  [
    'a lost file, named',
    {
      does: 'status',
      exit: 7,
      says: { storage: 'unreadable', cause: 'crypt-key-missing', cryptKey: 'missing' },
      row: CLOSED,
      file: MISSING,
    },
  ],
  [
    'a refused session of GLPI 11, whose tokens hang on the file',
    {
      does: 'status',
      exit: 4,
      says: { storage: 'unknown', cause: 'glpi-sign-in-refused' },
      row: CLOSED,
      file: CHANGED,
      facts: { eleven: true },
    },
  ],
  [
    'blank, of a write that came to nothing',
    {
      does: 'status',
      exit: 7,
      says: { storage: 'blank', cause: 'stored-blank' },
      row: EMPTY,
      facts: { emptiedBy: 'fault' },
    },
  ],
  [
    'a write that left an empty value as empty as it was',
    {
      does: 'set',
      exit: 7,
      says: { did: 'wrote', storage: 'blank', cause: 'stored-blank' },
      row: EMPTY,
      file: MISSING,
    },
  ],
  [
    'blank as one of two readings',
    {
      does: 'status',
      exit: 7,
      says: { storage: 'blank', cause: 'stored-blank' },
      row: EMPTY,
      facts: { emptiedBy: 'person' },
    },
  ],
]

test.each(BORNE_OUT)('%s: nothing to find', (_, given) => {
  expect(findings(given)).toEqual([])
})

const FOUND: [string, Given, string[]][] = [
  [
    'a value nobody can open, called proven',
    { does: 'status', exit: 0, says: { standing: 'wanted', storage: 'proven' }, row: CLOSED, file: MISSING },
    [
      'more: exit 0, and the row is closed',
      'more: proven, and the row is closed',
      'more: "GLPI holds the key", and the row is closed',
    ],
  ],
  [
    'the same, with the claim that it is read now',
    {
      does: 'status',
      exit: 7,
      says: { storage: 'proven', readable: true, stored: { ...stored('present'), glpiReads: true } },
      row: CLOSED,
      file: { ...MISSING, onceOpened: FIRST.fingerprint },
    },
    [
      'more: proven, and the row is closed',
      'more: GLPI can read it, and the row is closed',
      'more: GLPI reads what it encrypts, and the file is missing, the row is closed',
    ],
  ],
  [
    'the value proven before is still there, with exit 0 and the claim that it is read now',
    {
      does: 'status',
      exit: 0,
      says: { readable: true },
      row: CLOSED,
      file: { ...MISSING, onceOpened: FIRST.fingerprint },
    },
    ['more: exit 0, and the row is closed', 'more: GLPI can read it, and the row is closed'],
  ],
  [
    'exit 0 of a write that says that it is unknown whether GLPI can read it',
    {
      does: 'set',
      exit: 0,
      says: { did: 'kept', readable: null },
      row: CLOSED,
      file: { ...MISSING, onceOpened: FIRST.fingerprint },
    },
    ['more: exit 0, and the row is closed'],
  ],
  [
    'exit 0 for a value that was never the key',
    { does: 'status', exit: 0, says: { readable: null }, row: CLOSED, file: MISSING },
    ['more: exit 0, and the row is closed'],
  ],
  [
    'a value that was never the key, called proven once',
    { does: 'status', exit: 7, says: { storage: 'proven', readable: null }, row: CLOSED, file: MISSING },
    ['more: proven, and the row is closed'],
  ],
  [
    'a key that GLPI reads, called unreadable now',
    {
      does: 'status',
      exit: 7,
      says: { storage: 'proven', readable: { holds: false }, stored: { ...stored('present'), glpiReads: false } },
      row: HELD,
    },
    ['blame: GLPI cannot read it, and it can', 'blame: GLPI does not read what it encrypts, and it does'],
  ],
  [
    'what was known before the database went down',
    {
      does: 'status',
      exit: 3,
      says: { standing: 'wanted', storage: 'proven', readable: true, cause: 'glpi-database-down' },
      row: HELD,
      facts: { condition: 'database-down' },
    },
    [
      'more: proven, and nothing could be seen',
      'more: wanted, and nothing could be seen',
      'more: readable yes, and nothing could be seen',
    ],
  ],
  [
    'what was seen earlier, and not that it could not be seen now',
    { does: 'status', exit: 7, says: { silent: true }, row: HELD },
    ['more: shows what it saw earlier, and no failure beside it'],
  ],
  [
    'another key, called proven',
    { does: 'status', exit: 7, says: { storage: 'proven' }, row: OTHER },
    ['more: proven, and another key is there'],
  ],
  [
    'another key that GLPI cannot read, called readable',
    { does: 'status', exit: 7, says: { standing: 'other', readable: true }, row: CLOSED, file: MISSING },
    ['more: GLPI can read it, and the row is closed'],
  ],
  [
    'another key, called readable as the right one',
    { does: 'status', exit: 7, says: { readable: true }, row: OTHER },
    ['more: GLPI can read it, and another key is there'],
  ],
  [
    'exit 0 of a removal that left the key',
    { does: 'remove', exit: 0, says: { did: 'kept', storage: 'unknown' }, row: HELD },
    ['more: exit 0, and the key is there'],
  ],
  [
    'wrote, and nothing has changed',
    { does: 'set', exit: 7, says: { did: 'wrote', storage: 'accepted' }, row: OTHER },
    ['more: wrote, and nothing has changed'],
  ],
  [
    'nothing written, and a new value is there',
    { does: 'set', exit: 7, says: { did: 'kept', storage: 'unknown' }, before: HELD, row: ANEW },
    ['less: exit 7, and it is done', 'more: nothing written, and the row went from opens to opens'],
  ],
  [
    'removed, and the key is there',
    { does: 'remove', exit: 7, says: { did: 'removed', storage: 'accepted' }, row: HELD },
    ['more: removed, and the row is opens'],
  ],
  [
    'none, where a key is',
    { does: 'status', exit: 7, says: { standing: 'missing', storage: 'none' }, row: HELD },
    ['more: no key, and the key is there'],
  ],
  [
    'none, in what is stored alone',
    { does: 'status', exit: 7, says: { storage: 'unknown', stored: stored('none') }, row: CLEAR },
    ['more: no key, and the row is clear'],
  ],
  [
    'blank, where a key is',
    { does: 'status', exit: 7, says: { storage: 'blank' }, row: HELD },
    ['more: blank, and the key is there'],
  ],
  [
    'another, where the right one is',
    { does: 'status', exit: 7, says: { standing: 'other' }, row: HELD },
    ['blame: another key, and it is the right one'],
  ],
  [
    'unreadable, where GLPI reads it',
    { does: 'status', exit: 7, says: { storage: 'unreadable', cause: 'crypt-key-changed' }, row: HELD },
    ['blame: GLPI cannot read it, and it can', 'blame: crypt-key-changed'],
  ],
  [
    'another fingerprint than the stored one',
    {
      does: 'status',
      exit: 7,
      says: { storage: 'unknown', stored: stored('readable', SECOND.fingerprint) },
      row: HELD,
    },
    ['more: read back another fingerprint than the stored one'],
  ],
  [
    'a sound file, called missing',
    { does: 'status', exit: 7, says: { cause: 'crypt-key-missing', cryptKey: 'missing' }, row: HELD },
    ['blame: encryption file missing, and it is sound', 'blame: crypt-key-missing'],
  ],
  [
    'a lost file, called sound',
    { does: 'status', exit: 7, says: { cryptKey: 'sound' }, row: CLOSED, file: MISSING },
    ['more: encryption file sound, and it is missing'],
  ],
  [
    'a removal by Latchkey, taken for a fault of the encryption',
    {
      does: 'status',
      exit: 7,
      says: { storage: 'blank', cause: 'stored-blank' },
      row: EMPTY,
      facts: { emptiedBy: 'latchkey' },
    },
    ['blame: stored-blank'],
  ],
  [
    'a key emptied by a person, where a session of GLPI 11 shows that it can encrypt',
    {
      does: 'status',
      exit: 7,
      says: { storage: 'blank', cause: 'stored-blank' },
      row: EMPTY,
      facts: { emptiedBy: 'person', eleven: true },
    },
    ['blame: stored-blank'],
  ],
  [
    'and beside a file that was seen to be sound',
    {
      does: 'status',
      exit: 7,
      says: { storage: 'blank', cause: 'stored-blank', cryptKey: 'sound' },
      row: EMPTY,
      facts: { emptiedBy: 'person', kinds: ['console'] },
    },
    ['blame: stored-blank'],
  ],
  [
    'a GLPI in maintenance, called unreachable',
    { does: 'status', exit: 3, says: { cause: 'glpi-unreachable' }, row: HELD, facts: { condition: 'maintenance' } },
    ['blame: glpi-unreachable'],
  ],
  [
    'a GLPI 10 whose tokens do not hang on the file, called a wrong token',
    { does: 'status', exit: 4, says: { cause: 'glpi-sign-in-refused' }, row: CLOSED, file: CHANGED },
    ['blame: glpi-sign-in-refused'],
  ],
  [
    'a proxy that GLPI goes past',
    {
      does: 'status',
      exit: 3,
      says: { vendor: { cause: 'proxy-unreachable' } },
      row: HELD,
      facts: { condition: 'dead-proxy-excluded' },
    },
    ['blame: proxy-unreachable'],
  ],
  [
    'a console of GLPI 10, which lets root in',
    {
      does: 'set',
      exit: 4,
      says: { did: 'kept', cause: 'console-as-root' },
      row: OTHER,
      facts: { kinds: ['console'], strength: 'console-as-root' },
    },
    ['blame: console-as-root'],
  ],
  [
    'a copy that is missing beside a sound GLPI',
    { does: 'set', exit: 7, says: { did: 'kept', cause: 'copy-unusable' }, row: NONE, facts: { kinds: ['database'] } },
    ['blame: copy-unusable'],
  ],
  [
    'a code that nobody knows',
    { does: 'status', exit: 3, says: { cause: 'glpi-tired' }, row: HELD },
    ['blame: glpi-tired'],
  ],
  [
    'more rights than there are',
    {
      does: 'status',
      exit: 0,
      says: { rights: { read: true, update: true } },
      row: HELD,
      facts: { condition: 'reading-only' },
    },
    ['more: may change the setup, and may not'],
  ],
  [
    'less rights than there are',
    { does: 'status', exit: 0, says: { rights: { read: true, update: false } }, row: HELD },
    ['blame: may not change the setup, and may'],
  ],
  [
    'the marketplace folder of root',
    { does: 'status', exit: 0, says: { directoryWritable: true }, row: HELD, file: { marketplaceWritable: false } },
    ['more: marketplace folder writable, and it is not'],
  ],
  [
    'the marketplace folder that only PHP may write to',
    { does: 'status', exit: 0, says: { directoryWritable: false }, row: HELD },
    ['blame: marketplace folder not writable, and it is'],
  ],
  [
    'GLPI Network, past a dead proxy',
    {
      does: 'status',
      exit: 0,
      says: { vendorReach: { reachable: true } },
      row: HELD,
      facts: { condition: 'dead-proxy' },
    },
    ['more: GLPI reaches GLPI Network, through a dead proxy'],
  ],
  [
    'a write that is done and not called so',
    {
      does: 'set',
      exit: 7,
      says: { did: 'wrote', storage: 'accepted', cause: 'stored-unproven' },
      before: NONE,
      row: HELD,
    },
    ['less: exit 7, and it is done'],
  ],
]

test.each(FOUND)('%s: found', (_, given, expected) => {
  expect(findings(given)).toEqual(expected)
})

test('an answer that is no JSON claims nothing that could be held against anything', () => {
  const claim = readClaim('set', { code: 1, stdout: '', stderr: 'boom' })
  const [before, after] = [truth(NONE), truth(HELD)]
  const facts: Facts = { condition: 'sound', eleven: false, kinds: ['rest'], strength: null, emptiedBy: null }
  expect(judge({ claim, facts, before, after, wanted: FIRST.fingerprint })).toEqual([
    { kind: 'more', words: 'no answer in JSON (exit 1): boom' },
  ])
})

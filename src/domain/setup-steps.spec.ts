import { expect, test } from 'vitest'
import { CAUSE_CODES, type CauseCode } from './cause-codes.ts'
import type { Peer } from './cause-words.ts'
import { currentStep, doneSteps, stepOfCause, type SetupFacts, type SetupStep } from './setup-steps.ts'

const NOTHING: SetupFacts = {
  isPractice: false,
  hasInstance: false,
  toldUpTo: null,
  isKeyWhole: false,
  isAccepted: false,
  isSaved: false,
  hasConnection: false,
  storage: 'none',
  saysPasted: false,
  isOpen: false,
}
const added = { ...NOTHING, hasInstance: true }
const accepted = { ...added, isKeyWhole: true, isAccepted: true }
const saved = { ...accepted, isSaved: true }
const connected = { ...saved, hasConnection: true }

test.each<[string, SetupFacts, SetupStep | null]>([
  ['nothing at all', NOTHING, 'glpi'],
  ['an instance', added, 'account'],
  ['says: I have an account', { ...added, toldUpTo: 'account' }, 'offer'],
  ['says: I have an offer', { ...added, toldUpTo: 'offer' }, 'copy'],
  ['says: I have copied it', { ...added, toldUpTo: 'copy' }, 'paste'],
  ['a whole key in the box, and nothing said', { ...added, isKeyWhole: true }, 'check'],
  ['a key that GLPI Network accepts', accepted, 'save'],
  ['saved, no answer yet', { ...saved, isAccepted: false }, 'check'],
  ['saved without a connection', saved, 'save'],
  ['saved without a connection, says: I have pasted it', { ...saved, saysPasted: true, isOpen: true }, null],
  ['says so with a connection that shows otherwise', { ...connected, storage: 'blank', saysPasted: true }, 'save'],
  ['not seen in GLPI', { ...connected, storage: 'unknown' }, 'save'],
  ['unreadable in GLPI', { ...connected, storage: 'unreadable' }, 'save'],
  ['accepted by GLPI, the marketplace closed', { ...connected, storage: 'accepted' }, 'open'],
  ['proven in GLPI, the marketplace unknown', { ...connected, storage: 'proven', isOpen: null }, 'open'],
  ['proven in GLPI, the marketplace open', { ...connected, storage: 'proven', isOpen: true }, null],
  [
    'another key in the box beside an open marketplace',
    { ...connected, isSaved: false, storage: 'proven', isOpen: true },
    'save',
  ],
  ['practice has no account', { ...NOTHING, isPractice: true, hasInstance: true }, 'paste'],
  ['practice with an accepted key', { ...accepted, isPractice: true }, 'save'],
  ['practice, saved', { ...saved, isPractice: true }, 'open'],
  ['practice, saved and open', { ...saved, isPractice: true, isOpen: true }, null],
])('%s', (_, facts, step) => {
  expect(currentStep(facts)).toBe(step)
})

test('a step that is done counts as done, also behind one that is not', () => {
  const facts: SetupFacts = { ...connected, isAccepted: false, storage: 'proven' }
  expect(doneSteps(facts)).toEqual(['glpi', 'account', 'offer', 'copy', 'paste', 'save'])
})

test.each<[CauseCode, Peer, SetupStep]>([
  ['key-refused', 'glpi-network', 'copy'],
  ['subscription-ended', 'glpi-network', 'offer'],
  ['dns-not-found', 'glpi-network', 'check'],
  ['dns-not-found', 'glpi', 'glpi'],
  ['crypt-key-missing', 'glpi-network', 'save'],
  ['crypt-key-missing', 'glpi', 'save'],
  ['glpi-maintenance', 'glpi', 'glpi'],
])('%s towards %s is put right in the step %s', (code, peer, step) => {
  expect(stepOfCause(code, peer)).toBe(step)
})

test('no cause is put right in a step where nothing can go wrong', () => {
  const steps = new Set(CAUSE_CODES.map((code) => stepOfCause(code)))
  expect([...steps].toSorted()).toEqual(['check', 'copy', 'glpi', 'offer', 'save'])
})

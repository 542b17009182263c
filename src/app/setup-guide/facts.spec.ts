import { expect, test } from 'vitest'
import { currentStep, type SetupStep } from '#domain/setup-steps.ts'
import { isKeyWanted, setupFacts, tickTakenBack } from './facts.ts'

type Seen = NonNullable<Parameters<typeof setupFacts>[1]>
type Box = Parameters<typeof setupFacts>[2]
type Note = Parameters<typeof setupFacts>[3]

const EMPTY: Box = { isWhole: false, isAccepted: false }
const NOTHING_SAID: Note = { toldUpTo: null, pastedKeyOf: null }
const SAVED_AT = '2026-11-29T02:00:00.000Z'
const noKey: Seen = {
  key: null,
  vendor: { verdict: 'not-asked' },
  glpi: null,
  storage: 'none',
  unlock: { open: false },
}
const good: Seen = { ...noKey, key: { savedAt: SAVED_AT }, vendor: { verdict: 'accepted' }, unlock: { open: true } }
const refused: Seen = { ...good, vendor: { verdict: 'refused' }, unlock: { open: false } }

test.each<[string, Seen | null, Box, Note, SetupStep | null]>([
  ['no GLPI', null, EMPTY, NOTHING_SAID, 'glpi'],
  ['no key', noKey, EMPTY, NOTHING_SAID, 'account'],
  ['no key, and an account', noKey, EMPTY, { toldUpTo: 'account', pastedKeyOf: null }, 'offer'],
  ['a key in the box', noKey, { isWhole: true, isAccepted: false }, NOTHING_SAID, 'check'],
  ['an accepted key in the box', noKey, { isWhole: true, isAccepted: true }, NOTHING_SAID, 'save'],
  ['a refused key', refused, EMPTY, NOTHING_SAID, 'check'],
  ['a good key in the box beside a refused one', refused, { isWhole: true, isAccepted: true }, NOTHING_SAID, 'save'],
  ['a good key, not pasted into GLPI', good, EMPTY, NOTHING_SAID, 'save'],
  ['a good key, pasted into GLPI', good, EMPTY, { toldUpTo: 'copy', pastedKeyOf: SAVED_AT }, null],
  [
    'a good key, after another one was pasted into GLPI',
    good,
    EMPTY,
    { toldUpTo: 'copy', pastedKeyOf: '2026-11-01T00:00:00.000Z' },
    'save',
  ],
  ['a good key that is proven in GLPI', { ...good, glpi: {}, storage: 'proven' }, EMPTY, NOTHING_SAID, null],
  ['a good key that GLPI cannot read', { ...good, glpi: {}, storage: 'unreadable' }, EMPTY, NOTHING_SAID, 'save'],
])('%s', (_, seen, box, note, step) => {
  expect(currentStep(setupFacts(seen && { sandbox: false }, seen, box, note))).toBe(step)
})

test.each<[string, Seen, boolean]>([
  ['without a key', noKey, true],
  ['beside a good key', good, false],
  ['beside a refused key', refused, true],
  ['while GLPI Network does not answer', { ...good, vendor: { verdict: 'no-answer' } }, false],
])('whether the box is of use %s', (_, seen, isWanted) => {
  expect(isKeyWanted(seen)).toBe(isWanted)
})

const WHOLE: Box = { isWhole: true, isAccepted: false }
const COPIED: Note = { toldUpTo: 'copy', pastedKeyOf: null }
const PASTED: Note = { toldUpTo: 'copy', pastedKeyOf: SAVED_AT }
test.each<[string, SetupStep, Seen, Box, Note, Partial<Note> | null]>([
  ['the first tick', 'account', noKey, EMPTY, COPIED, { toldUpTo: null }],
  ['the last tick', 'copy', noKey, EMPTY, COPIED, { toldUpTo: 'offer' }],
  ['a step that has none', 'offer', noKey, EMPTY, { toldUpTo: 'account', pastedKeyOf: null }, null],
  ['a step that a whole key proves', 'copy', noKey, WHOLE, COPIED, null],
  ['that the key was pasted into GLPI', 'save', good, EMPTY, PASTED, { pastedKeyOf: null }],
  ['a key that GLPI was seen to hold', 'save', { ...good, glpi: {}, storage: 'proven' }, EMPTY, PASTED, null],
  ['a step that is observed', 'check', good, EMPTY, PASTED, null],
])('to take back %s', (_, step, seen, box, note, change) => {
  expect(tickTakenBack(step, setupFacts({ sandbox: false }, seen, box, note), note)).toEqual(change)
})

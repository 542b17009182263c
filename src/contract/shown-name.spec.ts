import { expect, test } from 'vitest'
import { ShownName } from './shown-name.ts'

test.each([
  ['Town hall', true],
  ['Mairie d’Épône (préprod)', true],
  ['בית העירייה', true],
  ['市役所 🏛', true],
  ['a'.repeat(100), true],
  ['a'.repeat(101), false],
  ['   ', false],
  ['Town\0hall', false],
  ['Town\u001b[31mhall', false],
  ['Town\nhall', false],
  ['Town\u0085hall', false],
  ['Town\u2028hall', false],
  // shown as "Town exe.hall"
  ['Town \u202ellah.exe', false],
  ['Town \u2067hall\u2069', false],
])('%j may be a name: %s', (name, expected) => {
  expect(ShownName.safeParse(name).success).toBe(expected)
})

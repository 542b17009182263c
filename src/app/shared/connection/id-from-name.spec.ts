import { expect, test } from 'vitest'
import { InstanceId } from '#contract/panel.ts'
import { idFromName } from './id-from-name.ts'

test.each([
  ['Hôpital Sainte-Odile', 'hopital-sainte-odile'],
  ['  Lycée Pasteur (2) ', 'lycee-pasteur-2'],
  ['Straße & Œuvre', 'strasse-oeuvre'],
  ['GLPI 10.0.19', 'glpi-10-0-19'],
])('%j is %j', (name, id) => {
  expect(idFromName(name)).toBe(id)
})

test.each(['x'.repeat(300), `${'x'.repeat(63)} y`, 'Ünïcødé'])('gives an identifier the gateway takes: %j', (name) => {
  expect(InstanceId.safeParse(idFromName(name)).success).toBe(true)
})

test('leaves it to the person where no letter is Latin', () => {
  expect(idFromName('東京')).toBe('')
})

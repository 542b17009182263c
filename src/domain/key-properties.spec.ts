import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guessedDamages } from './key-text/testing/damages.ts'
import { unexplained } from './key-text/testing/explained.ts'
import { hostileTexts } from './key-text/testing/hostile-texts.ts'
import { journeys } from './key-text/testing/journeys.ts'
import { keys } from './key-text/testing/keys.ts'
import { inspectKey } from './key.ts'

const RUNS = { numRuns: 500 }

test('any key comes back from any journey, and the edits explain how', () => {
  fc.assert(
    fc.property(keys, journeys, (key, { names, damage }) => {
      const pasted = damage(key)
      const result = inspectKey(pasted)
      expect(result, names.join(', ')).toMatchObject({ finding: pasted === key ? 'clean' : 'repaired', key })
      expect(unexplained(pasted, key, result.edits), names.join(', ')).toBeNull()
    }),
    RUNS,
  )
})

test('cleaning a cleaned key changes nothing', () => {
  fc.assert(
    fc.property(keys, journeys, (key, { damage }) => {
      const cleaned = inspectKey(damage(key)).key ?? ''
      expect(inspectKey(cleaned)).toMatchObject({ finding: 'clean', key: cleaned, edits: [] })
    }),
    RUNS,
  )
})

test('a guess asks for confirmation', () => {
  fc.assert(
    fc.property(keys, journeys, fc.constantFrom(...Object.values(guessedDamages)), (key, { damage }, guessed) => {
      fc.pre(guessed(key) !== key)
      const pasted = damage(guessed(key))
      const result = inspectKey(pasted)
      expect(result).toMatchObject({ finding: 'confirm', key })
      expect(unexplained(pasted, key, result.edits)).toBeNull()
    }),
    RUNS,
  )
})

test('a key cut short is never made up', () => {
  fc.assert(
    fc.property(keys, journeys, fc.double({ min: 0.2, max: 0.98, noNaN: true }), (key, { damage }, part) => {
      const cut = key.slice(0, Math.min(Math.floor(key.length * part), key.length - 6))
      expect(inspectKey(damage(cut)).finding).not.toMatch(/clean|repaired|confirm/)
      expect(inspectKey(cut)).toMatchObject({ finding: 'truncated', key: null })
    }),
    RUNS,
  )
})

test('a key with a letter lost is never called whole', () => {
  fc.assert(
    fc.property(keys, fc.nat(), fc.constantFrom('', '–', '—', '…', '�'), (key, place, mark) => {
      const at = 8 + (place % (key.length - 16))
      expect(inspectKey(key.slice(0, at) + mark + key.slice(at + 1)).finding).toMatch(/altered|truncated/)
    }),
    RUNS,
  )
})

test('no text makes it throw, or bless what is no key', () => {
  fc.assert(
    fc.property(hostileTexts, (text) => {
      expect(() => inspectKey(text)).not.toThrow()
      expect(inspectKey(text).finding).not.toMatch(/clean|repaired|confirm/)
    }),
    { numRuns: 2500 },
  )
})

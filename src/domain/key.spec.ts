import { describe, expect, test } from 'vitest'
import * as damages from './key-text/testing/damages.ts'
import { DEMO_KEY, LONG_KEY } from './key-text/testing/sample-keys.ts'
import { inspectKey } from './key.ts'

const lossless = {
  ...damages.letterDamages,
  ...damages.insertedDamages,
  ...damages.carriedDamages,
  ...damages.settingDamages,
  ...damages.fileDamages,
  ...damages.letters,
}

describe.each([
  ['a short key', DEMO_KEY],
  ['a long key', LONG_KEY],
])('%s', (_, key) => {
  test('is clean as it is', () => {
    expect(inspectKey(key)).toMatchObject({ finding: 'clean', key, edits: [] })
  })

  test.each(Object.entries(lossless))('comes back after: %s', (_name, damage) => {
    const text = damage(key)
    if (text !== key) expect(inspectKey(text)).toMatchObject({ finding: 'repaired', key })
  })

  test.each(Object.entries(damages.guessedDamages))('comes back for comparison after: %s', (_name, damage) => {
    expect(inspectKey(damage(key))).toMatchObject({ finding: 'confirm', key })
  })

  test.each(Object.entries(damages.lossyDamages))('is never made up after: %s', (name, damage) => {
    const finding = name.startsWith('masked') ? 'masked' : /dash|case/.test(name) ? 'altered' : 'truncated'
    expect(inspectKey(damage(key))).toMatchObject({ finding, key: null })
  })
})

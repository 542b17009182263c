import { describe, expect, test } from 'vitest'
import { encodeBase64 } from './key-text/testing/base64.ts'
import * as damages from './key-text/testing/damages.ts'
import { DEMO_KEY, LONG_KEY } from './key-text/testing/sample-keys.ts'
import { fingerprintOf, inspectKey, type KeyEdit, type KeyInspection } from './key.ts'

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
    expect(inspectKey(text)).toMatchObject({ finding: text === key ? 'clean' : 'repaired', key })
  })

  test.each(Object.entries(damages.guessedDamages))('comes back for comparison after: %s', (_name, damage) => {
    expect(inspectKey(damage(key))).toMatchObject({ finding: 'confirm', key })
  })

  test.each(Object.entries(damages.lossyDamages))('is never made up after: %s', (name, damage) => {
    const finding = name.startsWith('masked') ? 'masked' : /dash|case|misread/.test(name) ? 'altered' : 'truncated'
    expect(inspectKey(damage(key))).toMatchObject({ finding, key: null })
  })
})

const OTHER_KEY = LONG_KEY.replace('NDgy', 'NDgz')

test.each<[string, string, Partial<KeyInspection>]>([
  ['nothing', '', { finding: 'empty', key: null }],
  ['blanks alone', ' \t\r\n\u00a0\u200b', { finding: 'empty', key: null }],
  ['dots of a password field', '••••••••••••', { finding: 'masked' }],
  ['stars', '********', { finding: 'masked' }],
  [
    'a key and an address',
    `https://glpi-network.com/account\nanna@example.org\n${DEMO_KEY}`,
    { finding: 'repaired', key: DEMO_KEY },
  ],
  ['two different keys', `${DEMO_KEY}\n${LONG_KEY}`, { finding: 'unfamiliar', key: null, edits: [] }],
  ['two keys that differ in one digit', `${OTHER_KEY} ${LONG_KEY}`, { finding: 'unfamiliar', key: null }],
  ['JSON without a signature', 'eyJpZCI6N30=', { finding: 'unfamiliar', key: 'eyJpZCI6N30=' }],
  [
    'JSON with an empty signature',
    'eyJzaWduYXR1cmUiOiIifQ==',
    { finding: 'unfamiliar', key: 'eyJzaWduYXR1cmUiOiIifQ==' },
  ],
  ['a long word of another vendor', ` ${'AB-'.repeat(30)}\n`, { finding: 'unfamiliar', key: 'AB-'.repeat(30) }],
  ['a sentence', 'Where do I find my key?', { finding: 'unfamiliar', key: 'Where do I find my key?', edits: [] }],
  ['a sentence that no header can carry', 'Où est ma clé ?', { finding: 'unfamiliar', key: null }],
  [
    'a whole key too long for a header',
    encodeBase64(`{"signature":"${'a'.repeat(9000)}"}`),
    { finding: 'unfamiliar', key: null },
  ],
  [
    'the same, wrapped',
    encodeBase64(`{"signature":"${'a'.repeat(9000)}"}`).replace(/.{76}/g, '$&\n'),
    { finding: 'unfamiliar', key: null },
  ],
  ['8,193 plain characters', 'a-'.repeat(4096) + 'b', { finding: 'unfamiliar', key: null }],
  ['more than 1 MiB', `${DEMO_KEY} `.repeat(30_000), { finding: 'unfamiliar', key: null }],
])('judges %s', (_, text, expected) => {
  expect(inspectKey(text)).toMatchObject(expected)
})

const plusKey = encodeBase64('{"a":">>>>","b":"~~>~~>","signature":"x>>?y>>?"}')

test.each<[string, string]>([
  ['every + turned into a blank', plusKey.replaceAll('+', ' ')],
  ['the same in a mail', `Key: ${plusKey.replaceAll('+', ' ')}\nRegards, Paul`],
  ['one + lost, and a blank put in', plusKey.replace('+', ' ').replace('InNp', 'In Np')],
])('asks to confirm: %s', (_, text) => {
  const result = inspectKey(text)
  expect(result).toMatchObject({ finding: 'confirm', key: plusKey })
  expect(result.edits.map(({ kind }) => kind)).toContain('plus-lost')
})

test.each<[string, string, KeyEdit[]]>([
  [
    'edge blanks',
    ` ${DEMO_KEY}\n`,
    [
      { kind: 'blank', count: 1, ranges: [[0, 1]] },
      { kind: 'line-break', count: 1, ranges: [[45, 46]] },
    ],
  ],
  ['padding lost', DEMO_KEY.slice(0, -2), [{ kind: 'padding', count: 2, ranges: [[42, 42]] }]],
  [
    'padding lost before a tag',
    `<b>${DEMO_KEY.slice(0, -2)}</b>`,
    [
      {
        kind: 'html-tag',
        count: 2,
        ranges: [
          [0, 3],
          [45, 49],
        ],
      },
      { kind: 'padding', count: 2, ranges: [[45, 45]] },
    ],
  ],
  [
    'one sign coded, one lost',
    `${DEMO_KEY.slice(0, -2)}&#61;`,
    [
      { kind: 'html-entity', count: 1, ranges: [[42, 47]] },
      { kind: 'padding', count: 1, ranges: [[47, 47]] },
    ],
  ],
  ['a label', `Key: ${DEMO_KEY}`, [{ kind: 'label', count: 1, ranges: [[0, 5]] }]],
  [
    'a mail',
    `Hello,\n\nyour key: ${DEMO_KEY}\nRegards`,
    [
      { kind: 'text-before', count: 1, ranges: [[0, 8]] },
      { kind: 'label', count: 1, ranges: [[8, 18]] },
      { kind: 'text-after', count: 1, ranges: [[62, 70]] },
    ],
  ],
  ['pasted twice', DEMO_KEY + DEMO_KEY, [{ kind: 'repeated', count: 1, ranges: [[44, 88]] }]],
  [
    'quotes',
    `«\u00a0${DEMO_KEY}\u00a0»`,
    [
      {
        kind: 'quote',
        count: 2,
        ranges: [
          [0, 1],
          [47, 48],
        ],
      },
      {
        kind: 'unicode-space',
        count: 2,
        ranges: [
          [1, 2],
          [46, 47],
        ],
      },
    ],
  ],
  ['entities', DEMO_KEY.replaceAll('=', '&#61;'), [{ kind: 'html-entity', count: 2, ranges: [[42, 52]] }]],
  [
    'quoted-printable',
    `${DEMO_KEY.slice(0, 10)}=\n${DEMO_KEY.slice(10, 42)}=3D=3D`,
    [
      { kind: 'soft-break', count: 1, ranges: [[10, 12]] },
      { kind: 'quoted-printable-code', count: 2, ranges: [[44, 50]] },
    ],
  ],
  [
    'a soft break in the next cell of a table',
    `${DEMO_KEY}</td><td>=\n7`,
    [{ kind: 'text-after', count: 1, ranges: [[44, 56]] }],
  ],
  [
    'a mail break',
    `${DEMO_KEY.slice(0, 10)}!\n ${DEMO_KEY.slice(10)}`,
    [{ kind: 'mail-break', count: 1, ranges: [[10, 13]] }],
  ],
  [
    'reply marks',
    `> ${DEMO_KEY.slice(0, 10)}\n> ${DEMO_KEY.slice(10)}`,
    [
      {
        kind: 'reply-mark',
        count: 2,
        ranges: [
          [0, 2],
          [13, 15],
        ],
      },
      { kind: 'line-break', count: 1, ranges: [[12, 13]] },
    ],
  ],
  [
    'armour',
    `-----BEGIN KEY-----\n${DEMO_KEY}\n-----END KEY-----`,
    [
      {
        kind: 'armour',
        count: 2,
        ranges: [
          [0, 20],
          [65, 82],
        ],
      },
      { kind: 'line-break', count: 1, ranges: [[64, 65]] },
    ],
  ],
])('says what it took out: %s', (_, text, edits) => {
  expect(inspectKey(text)).toMatchObject({ finding: 'repaired', key: DEMO_KEY, edits })
})

test('keeps a soft break apart from a literal 3D after it', () => {
  const key = encodeBase64('{"n":"ÍÍÍ","signature":"abc"}')
  const at = key.indexOf('3D')
  expect(at).toBe(10)
  expect(inspectKey(`${key.slice(0, at)}=\n${key.slice(at)}`)).toMatchObject({ finding: 'repaired', key })
  // the line break itself may be lost in transit
  expect(inspectKey(`${key.slice(0, at)}=${key.slice(at)}`)).toMatchObject({ finding: 'repaired', key })
})

test('draws ten thousand places at most, and counts all', () => {
  const blanks = LONG_KEY.split('').join(' \t'.repeat(30))
  const result = inspectKey(blanks)
  expect(result).toMatchObject({ finding: 'repaired', key: LONG_KEY })
  expect(result.edits.flatMap(({ ranges }) => ranges).length).toBeLessThanOrEqual(10_000)
})

test('counts members, and shows no names', () => {
  expect(inspectKey(DEMO_KEY).anatomy).toEqual({ length: 44, decodes: 'key', members: 1 })
  expect(inspectKey('eyJpZCI6N30=').anatomy).toEqual({ length: 12, decodes: 'json', members: 1 })
  expect(inspectKey(' AAAA ').anatomy).toEqual({ length: 4, decodes: 'bytes', members: null })
  expect(inspectKey('no key').anatomy).toEqual({ length: 6, decodes: 'no', members: null })
})

test('fingerprints are SHA-256', () => {
  expect(fingerprintOf('abc')).toBe('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

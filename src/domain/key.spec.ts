import { describe, expect, test } from 'vitest'
import { encodeBase64 } from './key-text/testing/base64.ts'
import * as damages from './key-text/testing/damages.ts'
import { DEMO_KEY, LONG_KEY } from './key-text/testing/sample-keys.ts'
import { fingerprintOf, inspectKey, type KeyEdit, type KeyInspection, type WrongSecret } from './key.ts'

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

const HEX = '0123456789abcdef'
const ALPHANUMERIC = 'q7Zx2LmNp0RtUvWy3BcDfGhJkS5aEiOo8QrT1XzM'
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI3IiwiYXVkIjoiZ2xwaSJ9.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg'
const CIPHERTEXT = 'kq4qLTAwMSdFZmQ5Yk0vMTIzU1dRUnp4Y1ZCbk0rUEw5b0tqSGdGZHNhWldFUlRZ'

test.each<[string, string, WrongSecret]>([
  [
    'the encryption file, as windows-1252',
    'ÆÍ¢\u0081»ð~\u0012ÿÊ§\u009dþA7®¼\u0003Ûö%Qùß\u008fk#ÂØ\u001e`¯',
    'glpi-crypt-key',
  ],
  [
    'the encryption file, as UTF-8',
    '\ufffd\ufffd\u0012\ufffdA\ufffd\ufffd7\ufffd\ufffd\ufffd%\ufffdQ\ufffd\ufffdk\ufffd\ufffd#\ufffd',
    'glpi-crypt-key',
  ],
  ['the encryption file, as base64', 'xs2igbvwfhL/yqed/kE3rrwD2/YlUfnfj2sjwtgeYK8=', 'glpi-crypt-key'],
  ['an API token', ALPHANUMERIC, 'glpi-token'],
  ['an App-Token with its label', `App-Token: ${ALPHANUMERIC}`, 'glpi-token'],
  ['a labelled API token in French', `Jeton d’API\u00a0: ${ALPHANUMERIC}`, 'glpi-token'],
  ['a labelled API token in German', `API-Schlüssel: ${ALPHANUMERIC}\n`, 'glpi-token'],
  ['a labelled API token in Spanish', `Token de API personal: ${ALPHANUMERIC}`, 'glpi-token'],
  ['a labelled API token in Portuguese', `Código de acesso à API = ${ALPHANUMERIC}`, 'glpi-token'],
  ['a quoted token', `"${ALPHANUMERIC}"`, 'glpi-token'],
  ['an OAuth client id', HEX.repeat(4), 'oauth-client'],
  ['an OAuth secret', HEX.repeat(8), 'oauth-client'],
  ['a labelled OAuth secret', `client_secret=${HEX.repeat(4)}`, 'oauth-client'],
  ['a token of 40 hexadecimal digits', HEX.repeat(3).slice(0, 40), 'oauth-client'],
  ['an access token', JWT, 'access-token'],
  ['an access token in its header', `Authorization: Bearer ${JWT}\n`, 'access-token'],
  ['what GLPI stores', CIPHERTEXT, 'glpi-ciphertext'],
  [
    'a private key',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----',
    'private-key',
  ],
  [
    'a certificate',
    '-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBg\n-----END CERTIFICATE-----',
    'certificate',
  ],
  ['a web address', 'https://services.glpi-network.com/customer', 'web-address'],
  ['a web address without a scheme', 'www.glpi-network.com', 'web-address'],
  ['a mail address', 'anna.müller@example.org', 'mail-address'],
  ['a mail address between brackets', '<anna@example.org>', 'mail-address'],
  ['an order number', 'CMD-2030-00123', 'order-number'],
  ['an order number with its label', 'Bestellnummer: 4711-2030', 'order-number'],
  ['a number with a sign', '#48213', 'order-number'],
  ['an invoice number', 'Facture n° 2030-0042', 'order-number'],
  ['an address in a sentence', 'See https://services.glpi-network.com for your key.', 'web-address'],
  ['an address in a French sentence', 'Voir « www.glpi-network.com » !', 'web-address'],
  ['a host in a German sentence', 'Der Schlüssel steht auf services.glpi-network.com.', 'web-address'],
  ['a mail address in an English sentence', 'Write to <support@example.org>, please', 'mail-address'],
  ['a mail address in a French sentence', 'Écrivez à support@example.org pour votre clé', 'mail-address'],
  ['a mail address in a German sentence', 'Schreiben Sie an jörg.müller@example.org.', 'mail-address'],
  ['a mail address in a Spanish sentence', 'Escriba a soporte@example.org, por favor', 'mail-address'],
  ['a mail address in a Portuguese sentence', 'Escreva para suporte@example.org', 'mail-address'],
  ['an order number in an English sentence', 'Your order CMD-2030-00123 was shipped', 'order-number'],
  ['an order number in a French sentence', 'Votre commande n° 2030-0042 est prête', 'order-number'],
  ['an order number in a German sentence', 'Die Auftragsnummer lautet AU-2030-17', 'order-number'],
  ['an order number in a Spanish sentence', 'Su pedido número 12345 ha salido', 'order-number'],
  ['an order number in a Portuguese sentence', 'A sua encomenda n.º 2030/123 foi enviada', 'order-number'],
  ['a token in a sentence', `Ihr App-Token lautet ${ALPHANUMERIC}`, 'glpi-token'],
  ['an OAuth client id in a sentence', `L’identifiant du client est ${HEX.repeat(4)}.`, 'oauth-client'],
  ['a tag of an agent', 'PARIS-01', 'password'],
  ['a password', 'hunter2!', 'password'],
  ['another password', ' Tr0ub4dor&3 ', 'password'],
])('tells %s from a key', (_, text, wrongSecret) => {
  expect(inspectKey(text)).toMatchObject({ finding: 'wrong-secret', wrongSecret, key: null, edits: [] })
})

const ADDRESSED = [
  (text: string) => `See https://services.glpi-network.com: ${text}`,
  (text: string) => `${text} (support@example.org)`,
  (text: string) => `Votre commande n° 2030-0042 : ${text}`,
]

test.each([
  ['a whole key', DEMO_KEY, 'repaired'],
  ['a key without its padding', DEMO_KEY.replace(/=+$/, ''), 'repaired'],
  ['a key with a lookalike', DEMO_KEY.replace('e', 'е'), 'confirm'],
  ['a key cut off', DEMO_KEY.slice(0, 30), 'truncated'],
  ['the first letters of a key', DEMO_KEY.slice(0, 4), 'unfamiliar'],
  ['a key hidden by dots', '••••••••', 'unfamiliar'],
  ['a key of another kind', 'AB12-CD34-EF56-GH78', 'unfamiliar'],
  ['a key of letters of another kind', 'aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ', 'unfamiliar'],
])('beside an address, %s is not overlooked', (_, part, finding) => {
  for (const set of ADDRESSED) expect(inspectKey(set(part))).toMatchObject({ finding, wrongSecret: null })
})

test.each([
  ['a long sentence', `${'Please read this with care. '.repeat(8)}See https://glpi-network.com`],
  ['a letter', 'Bonjour,\n\nvotre clé est en pièce jointe.\n\nsupport@example.org'],
  ['a date', 'Our client met us on 2030-01-02'],
])('%s with an address is none', (_, text) => {
  expect(inspectKey(text)).toMatchObject({ finding: 'unfamiliar', wrongSecret: null })
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
  // the line break itself may be lost on the way
  expect(inspectKey(`${key.slice(0, at)}=${key.slice(at)}`)).toMatchObject({ finding: 'repaired', key })
})

test('draws ten thousand places at most, and counts all', () => {
  const blanks = LONG_KEY.split('').join(' \t'.repeat(30))
  const result = inspectKey(blanks)
  expect(result).toMatchObject({ finding: 'repaired', key: LONG_KEY })
  expect(result.edits.flatMap(({ ranges }) => ranges).length).toBeLessThanOrEqual(10_000)
})

test('counts members, and tells no names', () => {
  expect(inspectKey(DEMO_KEY).anatomy).toEqual({ length: 44, decodes: 'key', members: 1 })
  expect(inspectKey('eyJpZCI6N30=').anatomy).toEqual({ length: 12, decodes: 'json', members: 1 })
  expect(inspectKey(' AAAA ').anatomy).toEqual({ length: 4, decodes: 'bytes', members: null })
  expect(inspectKey('no key').anatomy).toEqual({ length: 6, decodes: 'no', members: null })
})

test('fingerprints are SHA-256', () => {
  expect(fingerprintOf('abc')).toBe('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

import { describe, expect, test } from 'vitest'
import { DEMO_KEY } from './key-text/testing/sample-keys.ts'
import { inspectKey, type WrongSecret } from './key.ts'

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

const PLACEHOLDERS = [
  '${GLPI_NETWORK_KEY}',
  '$GLPI_NETWORK_KEY',
  '$glpi_key',
  '$env:GLPI_KEY',
  '%GLPI_KEY%',
  '%(glpi_key)s',
  '$(GLPI_KEY)',
  '${{ secrets.GLPI_KEY }}',
  '{{ glpi_network_key }}',
  '{{ .Values.glpi.networkKey }}',
  '{{glpi_key}}\n',
  '<%= glpi_key %>',
  '#{GLPI_KEY}#',
  '__GLPI_KEY__',
  '@@GLPI_KEY@@',
  '{REGISTRATION_KEY}',
  '<your key here>',
  '<votre clé>',
  '<REGISTRATION_KEY>',
  '[insert key here]',
  'your-key-here',
  'YOUR_KEY_HERE',
  'REGISTRATION_KEY',
  'changeme',
  'CHANGE_ME',
  'replace-me',
  'TODO',
  'null',
  'undefined',
  'None',
  'N/A',
  '[object Object]',
  'xxxx',
  'XXXXXXXXXXXXXXXX',
  'xxxx-xxxx-xxxx',
  'op://vault/glpi/registration key',
  'op://vault/glpi/key',
  'vault:secret/data/glpi#key',
  'ref+vault://secret/glpi#key',
  '$ANSIBLE_VAULT;1.1;AES256\n62313365396662343061393464336163383764373764613633653634306231386433626436623361\n',
  'key: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6231336539666234\n',
  'ENC[AES256_GCM,data:3q2+7w==,iv:3q2+7w==,tag:3q2+7w==,type:str]',
  'arn:aws:secretsmanager:eu-west-3:123456789012:secret:glpi-AbCdEf',
  'projects/glpi/secrets/key/versions/latest',
  '@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/key/)',
  '/run/secrets/glpi_key',
  'process.env.GLPI_KEY',
  'GLPI_KEY=${GLPI_KEY}',
  'key: null',
  '"registration_key": "{{ vault_glpi_key }}"',
  'export GLPI_KEY="$GLPI_KEY"',
]

test.each(PLACEHOLDERS)('%j is a placeholder', (text) => {
  expect(inspectKey(text)).toMatchObject({ finding: 'wrong-secret', wrongSecret: 'placeholder', key: null })
})

const LONG_WORD = `${ALPHANUMERIC}${ALPHANUMERIC}`

test.each<[string, string, WrongSecret]>([
  ['GitHub', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'service-token'],
  ['GitHub, fine-grained', `github_pat_${LONG_WORD}`, 'service-token'],
  ['GitHub in a line of .env', `GITHUB_TOKEN=ghs_${ALPHANUMERIC.slice(4)}\n`, 'service-token'],
  ['GitLab', 'glpat-Xy7_abcDEF-1234567890', 'service-token'],
  ['Slack', 'xoxb-123456789012-123456789012-AbCdEfGhIjKl', 'service-token'],
  ['AWS', 'AKIAIOSFODNN7EXAMPLE', 'service-token'],
  ['AWS, the secret half', `aws_secret_access_key = ${ALPHANUMERIC.slice(0, 38)}/+`, 'service-token'],
  ['Entra', 'abc8Q~kZ3lM9nB2vC4xS6dF8gH0jK1lQ3wE5rT7y', 'service-token'],
  ['Google', `AIza${ALPHANUMERIC.slice(0, 35)}`, 'service-token'],
  ['Stripe', 'sk_live_4eC39HqLyjWDarjtT1zdp7dc', 'service-token'],
  ['npm', `npm_${ALPHANUMERIC.slice(0, 36)}`, 'service-token'],
  [
    'a JWE',
    'eyJhbGciOiJSU0EifQ.OKOawDo13gRp2ojaHV7L.48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodetZdvT',
    'access-token',
  ],
  [
    'a JWE without its second part',
    'eyJhbGciOiJkaXIifQ..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodetZdvT',
    'access-token',
  ],
  ['SSH', `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA${ALPHANUMERIC} admin@srv`, 'ssh-public-key'],
  ['SSH, RSA', `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB${ALPHANUMERIC}==\n`, 'ssh-public-key'],
  ['PuTTY', 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n', 'private-key'],
  ['a public key', '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0B\n-----END PUBLIC KEY-----', 'certificate'],
  ['a framework', 'base64:3vK2m9bYp1Q0m3l8t8u3Xk2mS1i6o3f2b4n5m6a7s8c=', 'application-key'],
  ['a framework in a line of .env', 'APP_KEY=base64:3vK2m9bYp1Q0m3l8t8u3Xk2mS1i6o3f2b4n5m6a7s8c=', 'application-key'],
  ['a UUID', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'uuid'],
  ['a UUID in braces', '{3F2504E0-4F89-41D3-9A0C-0305E82C3301}', 'uuid'],
  ['a fingerprint of ours', `sha256:${HEX.repeat(4)}`, 'fingerprint'],
  ['a French report', '# Rapport Latchkey 000-000\n', 'latchkey-report'],
  ['a German report', '# Latchkey-Bericht K7F-3A9\n', 'latchkey-report'],
  ['a Spanish report', 'Informe de Latchkey K7F-3A9\n', 'latchkey-report'],
  ['a report, to read', '# Latchkey report K7F-3A9\n\n- Support code: **K7F-3A9**\n', 'latchkey-report'],
  [
    'a report',
    JSON.stringify({ format: 'latchkey-report', version: 1, id: 'k3f9a2b7c1d8e4f6' }, null, 2),
    'latchkey-report',
  ],
])('names what is not for GLPI: %s', (_, text, wrongSecret) => {
  expect(inspectKey(text)).toMatchObject({ finding: 'wrong-secret', wrongSecret, key: null, edits: [] })
})

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : part)))
const NOISE = Array.from({ length: 300 }, (_, at) => (at * 167 + 13) % 256)
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

describe.each(['utf-8', 'windows-1252'])('read as %s', (encoding) => {
  test.each<[string, Uint8Array, WrongSecret]>([
    ['a Word document', bytes('PK', [3, 4, 20, 0, 0, 0, 8, 0], NOISE, 'word/document.xml', NOISE), 'word-document'],
    [
      'a document of LibreOffice',
      bytes('PK', [3, 4, 20, 0], 'mimetypeapplication/vnd.oasis.opendocument.text', NOISE),
      'word-document',
    ],
    ['an old Word document', bytes(OLE, NOISE, 'W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0'), 'word-document'],
    ['a mail of Outlook', bytes(OLE, NOISE, NOISE), 'other-file'],
    ['a spreadsheet', bytes('PK', [3, 4, 20, 0], 'xl/workbook.xml', NOISE), 'other-file'],
    ['a zip', bytes('PK', [3, 4, 20, 0, 0, 0, 8, 0], 'key.txt', NOISE), 'archive'],
    ['a gzip', bytes([0x1f, 0x8b, 8, 0], NOISE), 'archive'],
    ['a 7z', bytes('7z', [0xbc, 0xaf, 0x27, 0x1c, 0, 4], NOISE), 'archive'],
    ['a PDF', bytes('%PDF-1.7\n%', [0xe2, 0xe3, 0xcf, 0xd3], NOISE), 'pdf'],
    ['a PNG', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 13], 'IHDR', NOISE), 'picture'],
    ['a JPEG', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF', NOISE), 'picture'],
    ['a JPEG of a camera', bytes([0xff, 0xd8, 0xff, 0xe1, 0x1c, 0x45], 'Exif', NOISE), 'picture'],
    ['a GIF', bytes('GIF89a', NOISE), 'picture'],
  ])('%s is named', (_, content, wrongSecret) => {
    const text = new TextDecoder(encoding).decode(content)
    expect(inspectKey(text)).toMatchObject({ finding: 'wrong-secret', wrongSecret, key: null })
  })
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

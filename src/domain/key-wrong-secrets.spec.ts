import { expect, test } from 'vitest'
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

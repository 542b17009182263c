import type { EditKind, KeyInspection, WrongSecret } from '#domain/key.ts'
import type { Finding } from '#domain/verdict.ts'

const FINDING: Record<Finding, string> = {
  clean: 'a whole key, nothing to clean',
  repaired: 'a whole key, once cleaned',
  confirm: 'a whole key, if the guesses below are right',
  truncated: 'the key ends too early: copy it again, whole',
  altered: 'characters of the key were changed: copy it again',
  masked: 'dots or stars from a hidden field, not the key behind them',
  'wrong-secret': 'another secret, not a registration key',
  unfamiliar: 'not the shape of a registration key',
  empty: 'nothing',
}

const WRONG_SECRET: Record<WrongSecret, string> = {
  'glpi-crypt-key': "GLPI's encryption file (config/glpicrypt.key): keep it private",
  'glpi-token': 'a token or id of GLPI itself (API token, App-Token, instance id): it belongs in an API client',
  'oauth-client': 'an OAuth client id or secret: it belongs in the application that signs in',
  'access-token': 'an access token (JWT): it belongs in an API client, for a short time',
  'glpi-ciphertext': "GLPI's encrypted copy from its database: take the key from the GLPI Network portal",
  'private-key': 'a private key: keep it private',
  certificate: 'a certificate: it belongs in a trust store',
  'web-address': 'a web address: open it, and copy the key from there',
  'mail-address': 'a mail address',
  'order-number': 'an order or invoice number: the key is on the GLPI Network portal',
  password: 'a password, perhaps filled in by the browser',
  placeholder:
    'a placeholder that nobody filled in: check the variable, template or vault that the key should come from',
  'decoded-key': 'the content of a key, decoded: take the key as it was from the GLPI Network portal',
  'service-token': 'a token or secret of another service: keep it private',
  'ssh-public-key': 'a public SSH key: it belongs in authorized_keys',
  'application-key': "a web application's own encryption key (base64:...): keep it private",
  uuid: 'an identifier (UUID): take the key from the GLPI Network portal',
  fingerprint: 'a fingerprint, which Latchkey shows in place of a key: no key can be made from it',
  'latchkey-report': 'a report of Latchkey: open it on the page /report',
  'word-document': 'this is a Word document, not text: open it and copy the key from it',
  pdf: 'this is a PDF, not text: open it and copy the key from it',
  picture: 'this is a picture, not text: copy the key as text from where it was taken',
  archive: 'this is an archive, not text: unpack it and take the file with the key',
  'other-file': 'this is a file of another program, not text: open it there and copy the key from it',
}

/** Each edit with its count, in the order of the text. */
export const editsInWords = (inspection: KeyInspection): string =>
  inspection.edits.map(({ kind, count }: { kind: EditKind; count: number }) => `${count} × ${kind}`).join(', ')

/** Files that were read as text are no secrets. */
const NO_SECRETS = new Set<WrongSecret>([
  'placeholder',
  'decoded-key',
  'latchkey-report',
  'word-document',
  'pdf',
  'picture',
  'archive',
  'other-file',
])

export function findingInWords({ finding, wrongSecret, several }: KeyInspection): string {
  if (several.length > 0) return `${several.length} different keys in one text: leave only the one that is meant`
  if (wrongSecret === null) return FINDING[finding]
  const words = WRONG_SECRET[wrongSecret]
  return NO_SECRETS.has(wrongSecret) ? words : `${FINDING[finding]}: ${words}`
}

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
}

/** Each edit with its count, in the order of the text. */
export const editsInWords = (inspection: KeyInspection): string =>
  inspection.edits.map(({ kind, count }: { kind: EditKind; count: number }) => `${count} × ${kind}`).join(', ')

export function findingInWords({ finding, wrongSecret }: KeyInspection): string {
  return wrongSecret === null ? FINDING[finding] : `${FINDING[finding]}: ${WRONG_SECRET[wrongSecret]}`
}

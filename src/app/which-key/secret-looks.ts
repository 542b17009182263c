import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { WrongSecret } from '#domain/key.ts'

/** How to tell each of them from a registration key. */
export const SECRET_LOOKS: Record<WrongSecret, MessageDescriptor> = {
  'glpi-crypt-key': msg`A file of 32 bytes, unreadable as text.`,
  'glpi-token': msg`40 letters and digits.`,
  'oauth-client': msg`Only the digits 0 to 9 and the letters a to f, usually 64.`,
  'access-token': msg`Begins with “eyJ” like a key, with two dots in it.`,
  'glpi-ciphertext': msg`Base64 like a key, but does not begin with “eyJ”.`,
  'private-key': msg`Lines between BEGIN … PRIVATE KEY and END.`,
  certificate: msg`Lines between BEGIN CERTIFICATE and END.`,
  'web-address': msg`Begins with http:// or https://.`,
  'mail-address': msg`Holds an @.`,
  'order-number': msg`A few letters and digits, often with dashes.`,
  password: msg`Short; no registration key is.`,
}

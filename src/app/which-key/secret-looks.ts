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
  placeholder: msg`A name between special characters, such as $NAME, %NAME% or {{ name }}, or words such as “null” and “changeme”.`,
  'decoded-key': msg`Between braces, with names and values that can be read, “signature” among them.`,
  'service-token': msg`Begins with letters of its service, such as ghp_, glpat-, xoxb-, AKIA or sk_live_.`,
  'ssh-public-key': msg`Begins with ssh-ed25519, ssh-rsa or ecdsa-sha2.`,
  'application-key': msg`Begins with “base64:”.`,
  uuid: msg`32 digits and letters a to f, in five groups with dashes.`,
  fingerprint: msg`Begins with “sha256:”.`,
  'latchkey-report': msg`Begins with “Latchkey report”, or is the file latchkey-report-….json.`,
  'word-document': msg`A file that ends in .docx, .doc or .odt.`,
  pdf: msg`A file that ends in .pdf.`,
  picture: msg`A file that ends in .png, .jpg or .gif: a photograph or a screenshot.`,
  archive: msg`A file that ends in .zip, .gz or .7z.`,
  'other-file': msg`A file that ends in .xlsx, .pptx or .msg, for instance.`,
}

import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { WrongSecret } from '#domain/key.ts'

/** `secret` opens something, `open` may be shown to anyone, and in a `file` a key may be found. */
type SecretKind = 'secret' | 'open' | 'file'

type SecretFacts = {
  kind: SecretKind
  name: MessageDescriptor
  /** How to tell it from a registration key. */
  looks: MessageDescriptor
  lives: MessageDescriptor
  /** What it must never be pasted into; what holds for all of its kind goes without saying. */
  never?: MessageDescriptor
}

/** Braces in a sentence would be taken for a placeholder of ours. */
const TEMPLATE = '{{ name }}'

/** For reference: what a person is told who has just pasted one of them is in `#contract/wrong-secret-words.ts`. */
export const SECRET_FACTS: Record<WrongSecret, SecretFacts> = {
  'glpi-crypt-key': {
    kind: 'secret',
    name: msg`GLPI’s encryption file, glpicrypt.key`,
    looks: msg`A file of 32 bytes, unreadable as text.`,
    lives: msg`In GLPI’s config folder, and in its backup.`,
    never: msg`Anything at all, support’s forms included: anyone who has it can read every secret in GLPI’s database.`,
  },
  'glpi-token': {
    kind: 'secret',
    name: msg`A GLPI token: API token, personal token or App-Token`,
    looks: msg`40 letters and digits.`,
    lives: msg`In the program that calls GLPI’s REST API.`,
  },
  'oauth-client': {
    kind: 'secret',
    name: msg`An OAuth client id or secret`,
    looks: msg`Only the digits 0 to 9 and the letters a to f, usually 64.`,
    lives: msg`In the program that signs in to GLPI’s API. GLPI shows it in Setup > OAuth clients.`,
  },
  'access-token': {
    kind: 'secret',
    name: msg`An access token (JWT)`,
    looks: msg`Begins with “eyJ” like a key, with two dots in it.`,
    lives: msg`In one signed-in program, for some hours.`,
  },
  'glpi-ciphertext': {
    kind: 'secret',
    name: msg`GLPI’s encrypted copy of the key`,
    looks: msg`Base64 like a key, but does not begin with “eyJ”.`,
    lives: msg`In GLPI’s database. Only the GLPI that wrote it can read it.`,
    never: msg`Another GLPI, or its box for the key: it would be encrypted once more.`,
  },
  'private-key': {
    kind: 'secret',
    name: msg`A private key`,
    looks: msg`Lines between BEGIN … PRIVATE KEY and END.`,
    lives: msg`On the server it was made for (HTTPS or SSH).`,
  },
  'service-token': {
    kind: 'secret',
    name: msg`A secret of another service`,
    looks: msg`Begins with letters of its service, such as ghp_, glpat-, xoxb-, AKIA or sk_live_.`,
    lives: msg`In the program that signs in to that service.`,
  },
  'application-key': {
    kind: 'secret',
    name: msg`The encryption key of a web application`,
    looks: msg`Begins with “base64:”.`,
    lives: msg`In that application’s settings.`,
  },
  password: {
    kind: 'secret',
    name: msg`A password`,
    looks: msg`Short; no registration key is.`,
    lives: msg`In a password manager. A browser may fill it into the box for the key by itself.`,
  },
  'decoded-key': {
    kind: 'secret',
    name: msg`The content of a registration key, decoded`,
    looks: msg`Between braces, with names and values that can be read, “signature” among them.`,
    lives: msg`Nowhere: somebody decoded a key. GLPI needs the original, from the GLPI Network portal.`,
  },
  certificate: {
    kind: 'open',
    name: msg`A certificate`,
    looks: msg`Lines between BEGIN CERTIFICATE and END.`,
    lives: msg`In the configuration of a web server, or in a trust store.`,
  },
  'ssh-public-key': {
    kind: 'open',
    name: msg`A public SSH key`,
    looks: msg`Begins with ssh-ed25519, ssh-rsa or ecdsa-sha2.`,
    lives: msg`In the list of keys of the server it opens (authorized_keys).`,
  },
  'web-address': {
    kind: 'open',
    name: msg`A web address`,
    looks: msg`Begins with http:// or https://.`,
    lives: msg`In a browser. Perhaps it is the page where the key is shown.`,
  },
  'mail-address': {
    kind: 'open',
    name: msg`A mail address`,
    looks: msg`Holds an @.`,
    lives: msg`On the GLPI Network portal it is what one signs in with.`,
  },
  'order-number': {
    kind: 'open',
    name: msg`An order, invoice or customer number`,
    looks: msg`A few letters and digits, often with dashes.`,
    lives: msg`In letters to the vendor or a reseller.`,
  },
  placeholder: {
    kind: 'open',
    name: msg`A placeholder`,
    looks: msg`A name between special characters, such as $NAME, %NAME% or ${TEMPLATE}, or words such as “null” and “changeme”.`,
    lives: msg`In a template or a script that should have put the key in its place.`,
  },
  uuid: {
    kind: 'open',
    name: msg`An identifier (UUID)`,
    looks: msg`32 digits and letters a to f, in five groups with dashes.`,
    lives: msg`Wherever a machine, an instance or a tenant is named.`,
  },
  fingerprint: {
    kind: 'open',
    name: msg`A fingerprint`,
    looks: msg`Begins with “sha256:”.`,
    lives: msg`In Latchkey, in place of a key: to compare keys. No key can be made from it.`,
  },
  'latchkey-report': {
    kind: 'open',
    name: msg`A report of Latchkey`,
    looks: msg`Begins with “Latchkey report”, or is the file latchkey-report-….json.`,
    lives: msg`With support: the page “Support desk” reads it. It holds no key.`,
  },
  'word-document': {
    kind: 'file',
    name: msg`A Word document`,
    looks: msg`A file that ends in .docx, .doc or .odt.`,
    lives: msg`Open it, and copy the key from it.`,
  },
  pdf: {
    kind: 'file',
    name: msg`A PDF`,
    looks: msg`A file that ends in .pdf.`,
    lives: msg`Open it, and copy the key from it. If that key is damaged, take it from the GLPI Network portal.`,
  },
  picture: {
    kind: 'file',
    name: msg`A picture`,
    looks: msg`A file that ends in .png, .jpg or .gif: a photograph or a screenshot.`,
    lives: msg`A key read from a picture is rarely right. Copy it as text from where the picture was taken.`,
  },
  archive: {
    kind: 'file',
    name: msg`An archive`,
    looks: msg`A file that ends in .zip, .gz or .7z.`,
    lives: msg`Unpack it, and take the file with the key.`,
  },
  'other-file': {
    kind: 'file',
    name: msg`A file of another program`,
    looks: msg`A file that ends in .xlsx, .pptx or .msg, for instance.`,
    lives: msg`Open it with its own program, and copy the key from it.`,
  },
}

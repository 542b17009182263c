import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { WrongSecret } from '#domain/key.ts'

type Words = { title: MessageDescriptor; belongs: MessageDescriptor; looks: MessageDescriptor }

/** Which secret was pasted, where that one belongs, and how to tell it from a registration key. */
export const WRONG_SECRET_WORDS: Record<WrongSecret, Words> = {
  'glpi-crypt-key': {
    title: msg`This is GLPI’s encryption file, glpicrypt.key`,
    belongs: msg`It belongs in GLPI’s config folder and nowhere else. Keep it private: whoever has it can read every secret in GLPI’s database.`,
    looks: msg`A file of 32 bytes, unreadable as text.`,
  },
  'glpi-token': {
    title: msg`This is a GLPI token`,
    belongs: msg`API tokens, personal tokens and App-Tokens belong to GLPI’s own REST API, in the program that calls it. Do not show them to anyone.`,
    looks: msg`40 letters and digits.`,
  },
  'oauth-client': {
    title: msg`This is an OAuth client id or secret`,
    belongs: msg`It belongs in the program that signs in to GLPI’s API; GLPI shows it in Setup > OAuth clients.`,
    looks: msg`Only the digits 0 to 9 and the letters a to f, usually 64.`,
  },
  'access-token': {
    title: msg`This is an access token (JWT)`,
    belongs: msg`It belongs to one signed-in program and runs out within hours. It also begins with “eyJ”, but has two dots in it.`,
    looks: msg`Begins with “eyJ” like a key, with two dots in it.`,
  },
  'glpi-ciphertext': {
    title: msg`This is GLPI’s encrypted copy of the key`,
    belongs: msg`It was copied out of GLPI’s database, where it belongs, and only that GLPI can read it. Take the key itself from the GLPI Network portal.`,
    looks: msg`Base64 like a key, but does not begin with “eyJ”.`,
  },
  'private-key': {
    title: msg`This is a private key`,
    belongs: msg`It belongs on the server it was made for (HTTPS or SSH) and should be shown to nobody. If it was sent around, replace it.`,
    looks: msg`Lines between BEGIN … PRIVATE KEY and END.`,
  },
  certificate: {
    title: msg`This is a certificate`,
    belongs: msg`It belongs in the configuration of a web server or in the trust store. It is no secret, and no registration key.`,
    looks: msg`Lines between BEGIN CERTIFICATE and END.`,
  },
  'web-address': {
    title: msg`This is a web address`,
    belongs: msg`Perhaps the page where the key is shown: open it, and copy the key from there.`,
    looks: msg`Begins with http:// or https://.`,
  },
  'mail-address': {
    title: msg`This is a mail address`,
    belongs: msg`It is what you sign in with at the GLPI Network portal; the key is shown there, after signing in.`,
    looks: msg`Holds an @.`,
  },
  'order-number': {
    title: msg`This is an order, invoice or customer number`,
    belongs: msg`It belongs in letters to the vendor or a reseller. The key comes with the confirmation, or from the GLPI Network portal.`,
    looks: msg`A few letters and digits, often with dashes.`,
  },
  password: {
    title: msg`This looks like a password`,
    belongs: msg`Perhaps the browser or a password manager filled it in. It was not sent anywhere. Clear the box, and paste the key.`,
    looks: msg`Short; no registration key is.`,
  },
}

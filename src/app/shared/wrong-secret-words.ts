import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { WrongSecret } from '#domain/key.ts'

type Words = { title: MessageDescriptor; belongs: MessageDescriptor }

/** Which secret was pasted, and where that one belongs. */
export const WRONG_SECRET_WORDS: Record<WrongSecret, Words> = {
  'glpi-crypt-key': {
    title: msg`This is GLPI’s encryption file, glpicrypt.key`,
    belongs: msg`It belongs in GLPI’s config folder and nowhere else. Keep it private: whoever has it can read every secret in GLPI’s database.`,
  },
  'glpi-token': {
    title: msg`This is a GLPI token`,
    belongs: msg`API tokens, personal tokens and App-Tokens belong to GLPI’s own REST API, in the program that calls it. Do not show them to anyone.`,
  },
  'oauth-client': {
    title: msg`This is an OAuth client id or secret`,
    belongs: msg`It belongs in the program that signs in to GLPI’s API; GLPI shows it in Setup > OAuth clients.`,
  },
  'access-token': {
    title: msg`This is an access token (JWT)`,
    belongs: msg`It belongs to one signed-in program and expires within hours. It also begins with “eyJ”, but has two dots in it.`,
  },
  'glpi-ciphertext': {
    title: msg`This is GLPI’s encrypted copy of the key`,
    belongs: msg`It was copied out of GLPI’s database, where it belongs, and only that GLPI can read it. Take the key itself from the GLPI Network portal.`,
  },
  'private-key': {
    title: msg`This is a private key`,
    belongs: msg`It belongs on the server it was made for (HTTPS or SSH) and must stay private. If it was shared, replace it.`,
  },
  certificate: {
    title: msg`This is a certificate`,
    belongs: msg`It belongs in the configuration of a web server or in the trust store. It is no secret, and no registration key.`,
  },
  'web-address': {
    title: msg`This is a web address`,
    belongs: msg`Perhaps the page where the key is shown: open it, and copy the key from there.`,
  },
  'mail-address': {
    title: msg`This is a mail address`,
    belongs: msg`It is what you sign in with at the GLPI Network portal; the key is shown there, after signing in.`,
  },
  'order-number': {
    title: msg`This is an order, invoice or customer number`,
    belongs: msg`It belongs in your correspondence with the vendor or a reseller. The key comes with the confirmation, or from the GLPI Network portal.`,
  },
  password: {
    title: msg`This looks like a password`,
    belongs: msg`Perhaps the browser or a password manager filled it in. It was not sent anywhere. Clear the box, and paste the key.`,
  },
  placeholder: {
    title: msg`This is a placeholder, not a key`,
    belongs: msg`It is a variable, a template or a reference to a vault that nobody filled in. Check where the key should have come from, or copy it from the GLPI Network portal.`,
  },
  'decoded-key': {
    title: msg`This is the content of a key, decoded`,
    belongs: msg`Somebody decoded the key from base64, and it was then reformatted or cut. GLPI needs the key as it was: copy it from the GLPI Network portal.`,
  },
  'service-token': {
    title: msg`This is a secret of another service`,
    belongs: msg`It has the shape of a token or a password of GitHub, Microsoft, Google, AWS or another service, and belongs in the program that signs in there. If it was shared, replace it.`,
  },
  'ssh-public-key': {
    title: msg`This is a public SSH key`,
    belongs: msg`It belongs in the list of keys of the server it opens (authorized_keys). It is no secret, and no registration key.`,
  },
  'application-key': {
    title: msg`This is the encryption key of a web application`,
    belongs: msg`A framework writes its own key like this (“base64:…”). It belongs in that application’s settings; keep it private.`,
  },
  uuid: {
    title: msg`This is an identifier (UUID)`,
    belongs: msg`It names something, such as a machine, an instance or a tenant. Take the key itself from the GLPI Network portal.`,
  },
  fingerprint: {
    title: msg`This is a fingerprint`,
    belongs: msg`Latchkey shows fingerprints in place of keys, so that keys can be compared. A key cannot be made from one: copy it from the GLPI Network portal.`,
  },
  'latchkey-report': {
    title: msg`This is a report of Latchkey`,
    belongs: msg`It holds no key. To read it, open the page Report (/report) and drop it there.`,
  },
  'word-document': {
    title: msg`This is a Word document, not text`,
    belongs: msg`Open it, and copy the key from it.`,
  },
  pdf: {
    title: msg`This is a PDF, not text`,
    belongs: msg`Open it, and copy the key from it. If that key is damaged, take it from the GLPI Network portal.`,
  },
  picture: {
    title: msg`This is a picture, not text`,
    belongs: msg`A key read from a picture is rarely right. Copy it as text from where the picture was taken, or from the GLPI Network portal.`,
  },
  archive: {
    title: msg`This is an archive, not text`,
    belongs: msg`Unpack it, and take the file with the key.`,
  },
  'other-file': {
    title: msg`This is a file of another program, not text`,
    belongs: msg`Open it with its own program (a spreadsheet, an Outlook mail), and copy the key from it.`,
  },
}

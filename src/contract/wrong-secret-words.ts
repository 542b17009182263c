import type { Words } from '#domain/causes.ts'
import type { WrongSecret } from '#domain/key.ts'

export type WrongSecretWords = { title: Words; belongs: Words }

/** Which secret a text is, and where that one belongs. */
export const WRONG_SECRET_WORDS: Record<WrongSecret, WrongSecretWords> = {
  'glpi-crypt-key': {
    title: /*i18n*/ { id: 'secret.glpi-crypt-key', message: 'This is GLPI’s encryption file, glpicrypt.key' },
    belongs: /*i18n*/ {
      id: 'secret.glpi-crypt-key.belongs',
      message:
        'It belongs in GLPI’s config folder and nowhere else. Keep it private: anyone who has it can read every secret in GLPI’s database.',
    },
  },
  'glpi-token': {
    title: /*i18n*/ { id: 'secret.glpi-token', message: 'This is a GLPI token' },
    belongs: /*i18n*/ {
      id: 'secret.glpi-token.belongs',
      message:
        'API tokens, personal tokens and App-Tokens belong to GLPI’s own REST API, in the program that calls it. Do not show them to anyone.',
    },
  },
  'oauth-client': {
    title: /*i18n*/ { id: 'secret.oauth-client', message: 'This is an OAuth client id or secret' },
    belongs: /*i18n*/ {
      id: 'secret.oauth-client.belongs',
      message: 'It belongs in the program that signs in to GLPI’s API; GLPI shows it in Setup > OAuth clients.',
    },
  },
  'access-token': {
    title: /*i18n*/ { id: 'secret.access-token', message: 'This is an access token (JWT)' },
    belongs: /*i18n*/ {
      id: 'secret.access-token.belongs',
      message:
        'It belongs to one signed-in program and expires within hours. It also begins with “eyJ”, but has two dots in it.',
    },
  },
  'glpi-ciphertext': {
    title: /*i18n*/ { id: 'secret.glpi-ciphertext', message: 'This is GLPI’s encrypted copy of the key' },
    belongs: /*i18n*/ {
      id: 'secret.glpi-ciphertext.belongs',
      message:
        'It was copied out of GLPI’s database, where it belongs, and only that GLPI can read it. Take the key itself from the GLPI Network portal.',
    },
  },
  'private-key': {
    title: /*i18n*/ { id: 'secret.private-key', message: 'This is a private key' },
    belongs: /*i18n*/ {
      id: 'secret.private-key.belongs',
      message:
        'It belongs on the server it was made for (HTTPS or SSH) and must stay private. If it was shared, replace it.',
    },
  },
  certificate: {
    title: /*i18n*/ { id: 'secret.certificate', message: 'This is a certificate' },
    belongs: /*i18n*/ {
      id: 'secret.certificate.belongs',
      message:
        'It belongs in the configuration of a web server or in the trust store. It is no secret, and no registration key.',
    },
  },
  'web-address': {
    title: /*i18n*/ { id: 'secret.web-address', message: 'This is a web address' },
    belongs: /*i18n*/ {
      id: 'secret.web-address.belongs',
      message: 'Perhaps the page where the key is shown: open it, and copy the key from there.',
    },
  },
  'mail-address': {
    title: /*i18n*/ { id: 'secret.mail-address', message: 'This is a mail address' },
    belongs: /*i18n*/ {
      id: 'secret.mail-address.belongs',
      message: 'It is what you sign in with at the GLPI Network portal; the key is shown there, after signing in.',
    },
  },
  'order-number': {
    title: /*i18n*/ { id: 'secret.order-number', message: 'This is an order, invoice or customer number' },
    belongs: /*i18n*/ {
      id: 'secret.order-number.belongs',
      message:
        'It belongs in your correspondence with the vendor or a reseller. The key comes with the confirmation, or from the GLPI Network portal.',
    },
  },
  password: {
    title: /*i18n*/ { id: 'secret.password', message: 'This looks like a password' },
    belongs: /*i18n*/ {
      id: 'secret.password.belongs',
      message:
        'Perhaps the browser or a password manager filled it in. It was not sent anywhere. Put the key in its place.',
    },
  },
  placeholder: {
    title: /*i18n*/ { id: 'secret.placeholder', message: 'This is a placeholder, not a key' },
    belongs: /*i18n*/ {
      id: 'secret.placeholder.belongs',
      message:
        'It is a variable, a template or a vault reference that was never filled in. Check where the key should have come from, or copy it from the GLPI Network portal.',
    },
  },
  'decoded-key': {
    title: /*i18n*/ { id: 'secret.decoded-key', message: 'This is the content of a key, decoded' },
    belongs: /*i18n*/ {
      id: 'secret.decoded-key.belongs',
      message:
        'Somebody decoded the key from base64, and it was then reformatted or cut. GLPI needs the original key: copy it from the GLPI Network portal.',
    },
  },
  'service-token': {
    title: /*i18n*/ { id: 'secret.service-token', message: 'This is a secret of another service' },
    belongs: /*i18n*/ {
      id: 'secret.service-token.belongs',
      message:
        'It has the shape of a token or a password of GitHub, Microsoft, Google, AWS or another service, and belongs in the program that signs in there. If it was shared, replace it.',
    },
  },
  'ssh-public-key': {
    title: /*i18n*/ { id: 'secret.ssh-public-key', message: 'This is a public SSH key' },
    belongs: /*i18n*/ {
      id: 'secret.ssh-public-key.belongs',
      message:
        'It belongs in the list of keys of the server it opens (authorized_keys). It is no secret, and no registration key.',
    },
  },
  'application-key': {
    title: /*i18n*/ { id: 'secret.application-key', message: 'This is the encryption key of a web application' },
    belongs: /*i18n*/ {
      id: 'secret.application-key.belongs',
      message:
        'A framework writes its own key like this (“base64:…”). It belongs in that application’s settings; keep it private.',
    },
  },
  uuid: {
    title: /*i18n*/ { id: 'secret.uuid', message: 'This is an identifier (UUID)' },
    belongs: /*i18n*/ {
      id: 'secret.uuid.belongs',
      message:
        'It names something, such as a machine, an instance or a tenant. Take the key itself from the GLPI Network portal.',
    },
  },
  fingerprint: {
    title: /*i18n*/ { id: 'secret.fingerprint', message: 'This is a fingerprint' },
    belongs: /*i18n*/ {
      id: 'secret.fingerprint.belongs',
      message:
        'Latchkey shows fingerprints in place of keys, so that keys can be compared. A key cannot be made from one: copy it from the GLPI Network portal.',
    },
  },
  'latchkey-report': {
    title: /*i18n*/ { id: 'secret.latchkey-report', message: 'This is a report of Latchkey' },
    belongs: /*i18n*/ {
      id: 'secret.latchkey-report.belongs',
      message: 'It holds no key. To read it, open the page Report (/report) and drop it there.',
    },
  },
  'word-document': {
    title: /*i18n*/ { id: 'secret.word-document', message: 'This is a Word document, not text' },
    belongs: /*i18n*/ { id: 'secret.word-document.belongs', message: 'Open it, and copy the key from it.' },
  },
  pdf: {
    title: /*i18n*/ { id: 'secret.pdf', message: 'This is a PDF, not text' },
    belongs: /*i18n*/ {
      id: 'secret.pdf.belongs',
      message: 'Open it, and copy the key from it. If that key is damaged, take it from the GLPI Network portal.',
    },
  },
  picture: {
    title: /*i18n*/ { id: 'secret.picture', message: 'This is a picture, not text' },
    belongs: /*i18n*/ {
      id: 'secret.picture.belongs',
      message:
        'A key read from a picture is rarely right. Copy it as text from where the picture was taken, or from the GLPI Network portal.',
    },
  },
  archive: {
    title: /*i18n*/ { id: 'secret.archive', message: 'This is an archive, not text' },
    belongs: /*i18n*/ { id: 'secret.archive.belongs', message: 'Unpack it, and take the file with the key.' },
  },
  'other-file': {
    title: /*i18n*/ { id: 'secret.other-file', message: 'This is a file of another program, not text' },
    belongs: /*i18n*/ {
      id: 'secret.other-file.belongs',
      message: 'Open it with its own program (a spreadsheet, an Outlook mail), and copy the key from it.',
    },
  },
}

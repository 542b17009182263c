import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { FIELD_KINDS } from '#contract/connection.ts'
import type { Part } from '#contract/connection-secrets.ts'

export type FieldWords = {
  /** A name of GLPI's own is the same in every language. */
  label: MessageDescriptor | string
  hint: MessageDescriptor
  /** What is wrong with its shape, if there is more to say than of any other. */
  shape?: MessageDescriptor
  placeholder?: string
  inputMode?: 'url' | 'numeric'
  /** A secret of several lines. */
  isLong?: true
}

const ADDRESS: FieldWords = {
  label: msg`GLPI’s address`,
  hint: msg`As in the browser; the address of its API works too.`,
  shape: msg`Write a whole address, beginning with https:// or http://.`,
  placeholder: 'https://glpi.example.org',
  inputMode: 'url',
}
const LOGIN: FieldWords = { label: msg`Login`, hint: msg`An account that may read and update GLPI’s setup.` }
const CERTIFICATES = msg`Paste the whole text, from “-----BEGIN” to “-----END …-----”.`
const CERTIFICATE = '-----BEGIN CERTIFICATE-----'

/** What the form says about each field, in the order of its rows. */
export const FIELD_WORDS: { [In in Part]: Record<keyof (typeof FIELD_KINDS)[In], FieldWords> } = {
  rest: {
    url: ADDRESS,
    userToken: { label: msg`User token`, hint: msg`The “API token” in the account’s own settings in GLPI.` },
    login: LOGIN,
    password: {
      label: msg`Password`,
      hint: msg`GLPI has to allow signing in with it: Setup > General > API.`,
    },
    appToken: { label: 'App-Token', hint: msg`Only if GLPI’s API client has one.` },
    profile: {
      label: msg`Profile`,
      hint: msg`Only if the account’s default profile may not change the setup: the name of one that may, such as “Super-Admin”.`,
    },
    webLogin: {
      label: msg`Web server’s login`,
      hint: msg`Only if the web server asks for a login before GLPI does (HTTP Basic).`,
    },
    webPassword: {
      label: msg`Web server’s password`,
      hint: msg`For that login. GLPI’s own token is then sent in the request body.`,
    },
  },
  restV2: {
    url: ADDRESS,
    clientId: {
      label: msg`Client ID`,
      hint: msg`From an OAuth client with the grant “Password” and the scope “api”: Setup > OAuth clients.`,
    },
    clientSecret: { label: msg`Client secret`, hint: msg`Beside the client ID in GLPI.` },
    login: LOGIN,
    password: { label: msg`Password`, hint: msg`Of that account.` },
  },
  console: {
    prefix: {
      label: msg`Command prefix`,
      hint: msg`The command that reaches GLPI’s machine: “ssh glpi@host”, “docker exec -i glpi”. Leave it empty when GLPI runs here. Latchkey does not pass it to a shell.`,
      shape: msg`A quotation mark is not closed.`,
      placeholder: 'ssh glpi@glpi.example.org',
    },
    folder: {
      label: msg`GLPI’s folder`,
      hint: msg`On that machine; “bin/console” is in it.`,
      shape: msg`Write the whole path of a folder, beginning with “/”.`,
      placeholder: '/var/www/glpi',
    },
    php: {
      label: 'PHP',
      hint: msg`“php” when left empty.`,
      shape: msg`Write a program’s name or path, without blanks.`,
      placeholder: 'php',
    },
  },
  database: {
    host: {
      label: msg`Host`,
      hint: msg`As in GLPI’s config/config_db.php, with a port or a socket too: “db:3307”, “localhost:/run/mysqld/mysqld.sock”.`,
      placeholder: 'db.example.org',
    },
    port: {
      label: msg`Port`,
      hint: msg`3306 when left empty.`,
      shape: msg`Write a number from 1 to 65535, or nothing.`,
      inputMode: 'numeric',
    },
    user: {
      label: msg`User`,
      hint: msg`An account that can read and write the table glpi_configs is enough.`,
    },
    password: { label: msg`Password`, hint: msg`Of that user.` },
    name: { label: msg`Database`, hint: msg`Its name.`, placeholder: 'glpi' },
    cryptKeyFile: {
      label: msg`Encryption file`,
      hint: msg`Path of a copy of GLPI’s config/glpicrypt.key on the machine that runs Latchkey. Without it, this method can neither write nor prove anything.`,
      placeholder: '/etc/latchkey/glpicrypt.key',
    },
  },
  databaseTls: {
    ca: {
      label: msg`Issuer’s certificate`,
      hint: msg`In PEM. Empty for a public issuer.`,
      shape: CERTIFICATES,
      placeholder: CERTIFICATE,
    },
    anyName: {
      label: msg`Name`,
      hint: msg`Accept a certificate that was issued for another name`,
    },
    cert: {
      label: msg`Client certificate`,
      hint: msg`Only if the account requires one.`,
      shape: CERTIFICATES,
      placeholder: CERTIFICATE,
    },
    key: {
      label: msg`Key of the client certificate`,
      hint: msg`It is stored encrypted and never shown again.`,
      shape: CERTIFICATES,
      placeholder: '-----BEGIN PRIVATE KEY-----',
      isLong: true,
    },
  },
  tls: {
    ca: {
      label: msg`Issuer’s certificate`,
      hint: msg`The certificate of your own authority, as PEM: paste it or drop its file here. It is trusted for this GLPI only, in addition to the public ones.`,
      shape: msg`Paste a certificate as PEM: it begins with BEGIN CERTIFICATE.`,
      placeholder: CERTIFICATE,
    },
    fingerprint: {
      label: msg`Pinned certificate (SHA-256)`,
      hint: msg`No other certificate is then accepted. A test of the connection shows the one in use.`,
      shape: msg`Write a SHA-256: 64 hexadecimal digits, with colons or without.`,
    },
  },
}
